namespace Scorecards.Storage;

/// <summary>The lines of a statement, which all are of one extract.</summary>
sealed record PackedStatement(
    string? Extract, string? Sha256, IReadOnlyList<PackedMeasure> Measures, IReadOnlyList<PackedRow>? Removed,
        IReadOnlyList<PackedComment>? Comments);
