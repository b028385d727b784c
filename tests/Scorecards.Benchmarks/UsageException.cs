namespace Scorecards.Benchmarks;

/// <summary>A command that was called with other arguments than it takes: one sentence for who called it, and exit code 2.</summary>
sealed class UsageException(string message) : Exception(message);
