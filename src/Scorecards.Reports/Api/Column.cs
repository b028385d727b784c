namespace Scorecards.Reports;

/// <summary>A named value of a row.</summary>
/// <param name="Name">In PascalCase; JSON and CSV write it in camelCase.</param>
/// <param name="Type">string, bool, int, long, decimal, DateOnly or DateTimeOffset (UTC).</param>
/// <param name="IsRequired">Whether it is never null.</param>
/// <param name="Value">Of that type.</param>
/// <param name="Description">What it says, with its unit: a sentence that $metadata gives; blank = it is no column of the feed's own.</param>
public sealed record Column<T>(string Name, Type Type, bool IsRequired, Func<T, object?> Value, string Description = "");
