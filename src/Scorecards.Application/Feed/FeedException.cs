namespace Scorecards.Application.Feed;

/// <summary>A request that the feed does not answer, and why.</summary>
/// <param name="status">HTTP status: 4xx, or 501 for what OData knows and the feed does not.</param>
/// <param name="message">What is wrong, for the author of the request.</param>
/// <param name="target">The option or header at fault, such as <c>$filter</c>; null where it is the address.</param>
public sealed class FeedException(int status, string message, string? target) : Exception(message)
{
    public int Status => status;

    public string? Target => target;

    public static FeedException Wrong(string message, string? target) => new(400, message, target);

    public static FeedException NotOffered(string what, string? target) =>
        new(501, $"{what} is not offered by this feed.", target);
}
