namespace Scorecards.Domain;

/// <summary>What happened to the rows of a file. Read = Accepted + Refused + Skipped, always.</summary>
/// <param name="Read">Rows below the headers.</param>
/// <param name="Accepted">Rows whose content counts.</param>
/// <param name="Refused">Rows with a fault.</param>
/// <param name="Skipped">Blank rows, and rows that repeat an earlier row.</param>
public readonly record struct RowCounts(long Read, long Accepted, long Refused, long Skipped)
{
    /// <summary>Those of a file that is refused as a whole: what was accepted while it was read is refused with it.</summary>
    public RowCounts OfRefusedFile() => this with { Accepted = 0, Refused = Refused + Accepted };

    public static RowCounts operator +(RowCounts a, RowCounts b) =>
        new(a.Read + b.Read, a.Accepted + b.Accepted, a.Refused + b.Refused, a.Skipped + b.Skipped);
}
