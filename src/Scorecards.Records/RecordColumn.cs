namespace Scorecards.Records;

/// <summary>A column of one of the 15 tables.</summary>
sealed record RecordColumn(string Name, string Type, bool IsRequired);
