using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>What became of a mail: Sent, Planned (not accepted, try again), Refused (never will be) or Unknown (may have been accepted).</summary>
/// <param name="State">One of these four.</param>
/// <param name="Detail">What the server said.</param>
/// <param name="IsForAll">
/// Planned, and not because of this mail: no server answers, does not know us, or takes no more for now. Others need not be tried.
/// </param>
public readonly record struct MailOutcome(DeliveryState State, string Detail, bool IsForAll = false);
