namespace Scorecards.Reports;

/// <summary>Mail that the mail server has not taken yet.</summary>
/// <param name="Why">What the server said, without addresses.</param>
/// <param name="Mails">How many wait for the same reason.</param>
public sealed record WaitingMail(string Why, int Mails);
