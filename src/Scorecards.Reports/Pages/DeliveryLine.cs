using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A mail that an administrator has to look into. The page does not name its recipient: an administrator finds it by its id.</summary>
/// <param name="Scorecards">Their ids.</param>
/// <param name="Why">What the server said, without addresses.</param>
public sealed record DeliveryLine(string Id, string Scorecards, Month Month, string Why);
