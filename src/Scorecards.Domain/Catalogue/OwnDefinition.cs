namespace Scorecards.Domain;

/// <summary>How a council counts an indicator from records, in place of the built-in definition (docs/domain.md, Figures from records).</summary>
/// <param name="Indicator">The id of the indicator.</param>
/// <param name="Sql">A query, at most <see cref="LongestSql"/> characters; empty = the built-in definition again.</param>
public sealed record OwnDefinition(IndicatorId Indicator, string Sql)
{
    /// <summary>In characters: what one property of Table Storage holds.</summary>
    public const int LongestSql = 30_000;
}
