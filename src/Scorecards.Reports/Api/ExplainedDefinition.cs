using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>How a figure is counted from records.</summary>
public sealed record ExplainedDefinition(
    [property: Description("What is counted and why, in words.")] string Prose,
    [property: Description("The query, over the shared views.")] string Sql,
    [property: Description("Whether the council wrote it.")] bool IsOwn,
    [property: Description("Whether this figure was counted by it; false where it was uploaded.")] bool IsUsed,
    [property: Description("That this figure was counted by earlier rules, so that this definition may not be the one that counted it; else null.")]
    string? EarlierRules,
    [property: Description("The limits of time in force.")] IReadOnlyList<ExplainedTimescale> Timescales);
