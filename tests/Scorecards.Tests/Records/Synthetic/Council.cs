namespace Scorecards.Tests.Records.Synthetic;

/// <summary>What the steps of making a council share.</summary>
/// <param name="Scale">Its size.</param>
sealed record Council(Scale Scale, SplitMix64 Random, WorkingCalendar Calendar)
{
    /// <summary>Every referral; after the children are found, in the order of their days.</summary>
    public List<Case> Cases { get; } = [];

    public List<Child> Children { get; } = [];

    /// <summary>Those since the first of the five years that led to work.</summary>
    public IEnumerable<Case> Worked => Cases.Where(c => c.Kind != CaseKind.NoAction && c.Referral >= Day.Start);
}
