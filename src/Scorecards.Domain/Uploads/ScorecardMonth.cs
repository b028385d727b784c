namespace Scorecards.Domain;

/// <summary>A scorecard in a month: the unit of calculation.</summary>
public readonly record struct ScorecardMonth(ScorecardId Scorecard, Month Month)
{
    /// <summary>With the id in lower case, as the journal and receipts have it.</summary>
    public ScorecardMonth ToLower() => this with { Scorecard = Scorecard.ToLower() };
}
