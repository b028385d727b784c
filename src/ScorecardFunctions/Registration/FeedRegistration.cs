using ScorecardFunctions.Http;
using Scorecards.Application.Feed;

namespace ScorecardFunctions.Registration;

/// <summary>The OData feed.</summary>
static class FeedRegistration
{
    public static IServiceCollection AddFeed(this IServiceCollection services) => services
        .AddSingleton<FeedData>()
        .AddSingleton<ODataFeed>()
        .AddSingleton<FeedAnswers>();
}
