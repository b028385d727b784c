using Scorecards.Domain;

namespace Scorecards.Application;

/// <summary>An expected failure: a request that is not answered. Whoever finds the reason throws it; the app answers it in one place.</summary>
/// <param name="status">As HTTP numbers it: 400, 403, 404, 406, 409, 410; 500 and above where the caller can do nothing about it.</param>
/// <param name="title">In a few words.</param>
/// <param name="detail">What is wrong and what to do about it.</param>
/// <param name="target">The option or header at fault, such as <c>$filter</c>; null = another part of the request.</param>
public sealed class ProblemException(int status, string title, string detail, string? target = null) : Exception(detail)
{
    /// <summary>Of a text that is not a month.</summary>
    /// <param name="or">The word that may stand in its place; null = none may.</param>
    public static ProblemException NotAMonth(string text, string? or = null) => new(
        400,
        "Not a month",
        $"'{text}' is not a month: write it as yyyy-MM, such as 2012-05, from {Month.First} to {Month.Last}{(or is null ? "" : $", or '{or}'")}.");

    public int Status => status;

    public string Title => title;

    public string? Target => target;
}
