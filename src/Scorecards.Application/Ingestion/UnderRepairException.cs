namespace Scorecards.Application.Ingestion;

/// <summary>A restore is under way: nothing is committed until it has ended. The trigger tries again.</summary>
public sealed class UnderRepairException() : Exception("A restore is under way: the file is taken in when it has ended.");
