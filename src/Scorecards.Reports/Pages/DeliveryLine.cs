using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A mail of which nobody knows whether it arrived. The page does not name its recipient: an administrator finds it by its id.</summary>
public sealed record DeliveryLine(string Id, string Scorecards, Month Month);
