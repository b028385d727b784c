using Microsoft.Extensions.Logging;

namespace Scorecards.Tests;

/// <summary>The names of the events that a class has logged.</summary>
sealed class LoggedEvents<T> : ILogger<T>
{
    public List<string?> Events { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Events.Add(eventId.Name);
}
