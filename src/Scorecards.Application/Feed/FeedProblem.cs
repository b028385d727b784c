namespace Scorecards.Application.Feed;

/// <summary>Why the feed does not answer a request; OData's errors have no title.</summary>
public static class FeedProblem
{
    /// <param name="status">HTTP status: 4xx, or 501 for what OData knows and the feed does not.</param>
    /// <param name="message">What is wrong, for the author of the request.</param>
    /// <param name="target">The option or header at fault; null where it is the address.</param>
    public static ProblemException Make(int status, string message, string? target) => new(status, "", message, target);

    public static ProblemException Wrong(string message, string? target) => Make(400, message, target);

    /// <param name="target">The option at fault.</param>
    /// <param name="instead">What to do, a sentence.</param>
    public static ProblemException NotOffered(string what, string? target, string instead) =>
        Make(501, $"{what} is not offered by this feed. {instead}", target);

    /// <summary>A page cannot follow the one before: its rows would be others, or of another state (OData 4.01 Protocol, 9.3.3).</summary>
    public static ProblemException Changed() => Make(
        410, "The rows have changed since the page before, so that this page cannot follow it. Read again from the first page.", "$skiptoken");
}
