using Scorecards.Application.Calculation;

namespace ScorecardFunctions.Registration;

/// <summary>What calculates the months.</summary>
static class CalculationRegistration
{
    public static IServiceCollection AddCalculation(this IServiceCollection services) => services
        .AddSingleton<CatalogueReader>()
        .AddSingleton<MonthCalculator>()
        .AddSingleton<Precedence>()
        .AddSingleton<MonthReader>()
        .AddSingleton<CommentaryReader>();
}
