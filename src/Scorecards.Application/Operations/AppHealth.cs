using Scorecards.Reports;

namespace Scorecards.Application.Operations;

/// <summary>That the app is up, and that an upload would be taken in: everything that it needs is there and answers.</summary>
public sealed class AppHealth(StorageHealth storage)
{
    /// <param name="version">The commit that the app was built from.</param>
    public async Task<HealthDocument> CheckAsync(string version) => await storage.UnansweredAsync() switch
    {
        null => new HealthDocument("Starting", "NotCheckedYet", version),
        [] => new HealthDocument("Healthy", "Answers", version),
        var unanswered => throw new ProblemException(
            503,
            "Storage does not answer",
            $"No good answer within {StorageHealth.Limit.TotalSeconds} seconds from: {string.Join(", ", unanswered)}. "
                + "The app is running, but requests fail until storage answers. Uploads are picked up later."),
    };
}
