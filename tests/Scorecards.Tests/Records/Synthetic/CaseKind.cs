namespace Scorecards.Tests.Records.Synthetic;

/// <summary>What a referral led to.</summary>
enum CaseKind
{
    /// <summary>No further action.</summary>
    NoAction,

    /// <summary>An initial assessment, then closed.</summary>
    Short,

    /// <summary>Core assessment and work with the family.</summary>
    Long,

    /// <summary>Referred before birth.</summary>
    Unborn,

    /// <summary>A child protection plan.</summary>
    Plan,

    /// <summary>The child came to be looked after.</summary>
    Care,
}
