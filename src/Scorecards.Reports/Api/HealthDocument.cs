namespace Scorecards.Reports;

/// <summary>GET /api/health.</summary>
/// <param name="Status">Healthy: the storage answers; or Starting, in the first second of an app.</param>
/// <param name="Storage">Answers; or NotCheckedYet, while the app starts.</param>
/// <param name="Version">The commit that the app was built from; or unknown.</param>
public sealed record HealthDocument(string Status, string Storage, string Version);
