namespace Scorecards.Domain;

/// <summary>How handing over one mail ended, and what the server said.</summary>
/// <param name="Detail">For the record of deliveries; null where nothing was tried.</param>
public readonly record struct MailOutcome(MailResult Result, string Detail);
