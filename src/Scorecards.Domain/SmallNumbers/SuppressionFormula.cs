namespace Scorecards.Domain;

/// <summary>A formula's result and the results that it follows from, on one scorecard.</summary>
sealed record SuppressionFormula(SuppressionCell Value, IReadOnlyList<SuppressionCell> From)
{
    public static List<SuppressionFormula> Find(IEnumerable<SuppressionCell> cells) =>
    [
        .. from scorecard in cells.GroupBy(c => c.Scorecard)
           let byIndicator = scorecard.ToDictionary(c => c.Result.Indicator.Id)
           from value in scorecard
           let formula = value.Result.Indicator.Formula
           where formula is not null
           select new SuppressionFormula(value, [.. formula.Indicators.Select(id => byIndicator.GetValueOrDefault(id)).OfType<SuppressionCell>()]),
    ];

    /// <summary>
    /// A value that follows from a hidden figure is hidden too. A value with counts of its own is hidden or shown together with all that it follows
    /// from; so is a hidden value whose figures would all be shown.
    /// </summary>
    /// <returns>Whether more is hidden than before.</returns>
    public bool Protect()
    {
        var isStated = !Value.HasCounts && From.Count(c => c.Result.Figure is not null) < Value.Result.Indicator.Formula!.Indicators.Count;
        var changed = (isStated && Value.Hide(SuppressedAs.Unchecked)) || (From.Any(c => c.IsHidden) && Value.Hide());
        return Value.IsHidden && (Value.HasCounts || !From.Any(c => c.IsHidden))
            ? From.Aggregate(changed, (done, cell) => cell.Hide() || done)
            : changed;
    }
}
