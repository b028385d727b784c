using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>A scorecard's month-end mail as it would be sent.</summary>
/// <param name="About">To whom and when: a name and words, one line each.</param>
/// <param name="Recipient">Whose mail it is; null: the scorecard has no recipient.</param>
/// <param name="Delivery">The recipient's next; where none is to come, the first of the month.</param>
public sealed record PreviewedMail(
    MonthEndContent Content, IReadOnlyList<(string Name, string Words)> About, Recipient? Recipient, Delivery? Delivery);
