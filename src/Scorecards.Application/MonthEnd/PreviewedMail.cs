using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>A scorecard's month-end mail as it would go out.</summary>
/// <param name="About">What is to be known of it: name and words, one line each.</param>
/// <param name="Recipient">Whose mail it is; null: nobody gets any.</param>
/// <param name="Delivery">The recipient's next, or the one that gave it.</param>
public sealed record PreviewedMail(
    MonthEndContent Content, IReadOnlyList<(string Name, string Words)> About, Recipient? Recipient, Delivery? Delivery);
