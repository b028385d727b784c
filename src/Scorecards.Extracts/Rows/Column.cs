namespace Scorecards.Extracts;

/// <summary>A column of a table: its name and its position from 0; -1 = the table does not have it.</summary>
public readonly record struct Column(string Name, int Position);
