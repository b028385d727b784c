using Microsoft.Extensions.Options;
using ScorecardFunctions.Http;
using ScorecardFunctions.Options;
using Scorecards.Application.Feed;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Registration;

/// <summary>What pages, data routes and the OData feed read, and how they answer.</summary>
static class QueryRegistration
{
    public static IServiceCollection AddQueries(this IServiceCollection services) => services
        .AddSingleton<UnreadableMonths>()
        .AddSingleton<ResultRowReader>()
        .AddSingleton<PastScorecards>()
        .AddSingleton<ScorecardQueries>()
        .AddSingleton<IndicatorQueries>()
        .AddSingleton<SuppressedResults>()
        .AddSingleton<ScorecardData>()
        .AddSingleton<ResultQueries>()
        .AddSingleton<UploadQueries>()
        .AddSingleton<MissingQueries>()
        .AddSingleton<CountedFigures>()
        .AddSingleton<RecordLists>()
        .AddSingleton<FigureExplanations>()
        .AddSingleton<MailPreview>()
        .AddSingleton(provider => new Html(provider, provider.GetRequiredService<ILoggerFactory>())
        {
            AccessibilityStatement = provider.GetRequiredService<IOptions<PageSettings>>().Value.AccessibilityStatement,
        })
        .AddSingleton<HttpAnswers>()
        .AddSingleton<FeedData>()
        .AddSingleton<ODataFeed>()
        .AddSingleton<FeedAnswers>();
}
