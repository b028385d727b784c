namespace Scorecards.Faults;

/// <summary>The app that is tried has no such operation.</summary>
sealed class NotThereException(string operation) : Exception($"There is no operation {operation}.");
