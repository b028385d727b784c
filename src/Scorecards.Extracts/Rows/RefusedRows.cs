using System.Text.Json;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>The faults of a file's refused rows, all of them: the first in memory, the rest in a temporary file that goes with the object.</summary>
public sealed class RefusedRows : IAsyncDisposable
{
    /// <summary>The most faults that are kept in memory.</summary>
    public const int KeptInMemory = 1_000;

    const int LongestValue = 200;

    readonly List<Fault> first = [];
    readonly HashSet<string> wants = new(StringComparer.Ordinal);
    FileStream? rest;

    /// <summary>The kinds of catalogue rows for want of which something was refused: indicator, scorecard.</summary>
    public IReadOnlyCollection<string> Wants => wants;

    /// <summary>Notes that a row of the catalogue would have let something in.</summary>
    public void Want(string kind) => wants.Add(kind);

    /// <summary>Faults, not rows: a row may have several.</summary>
    public long Count { get; private set; }

    public void Add(string? sheet, long row, string column, ReadOnlySpan<char> value, string reason)
    {
        var fault = new Fault(row, column, value.Length <= LongestValue ? value.ToString() : $"{value[..LongestValue]}…", reason, sheet);
        Count++;
        if (first.Count < KeptInMemory)
        {
            first.Add(fault);
            return;
        }

        rest ??= TemporaryFile.Create();
        JsonSerializer.Serialize(rest, fault);
        rest.WriteByte((byte)'\n');
    }

    /// <summary>The faults in the order in which they were found. Can be read more than once, not while rows are added.</summary>
    public async IAsyncEnumerable<Fault> AllAsync()
    {
        foreach (var fault in first)
        {
            yield return fault;
        }

        if (rest is null)
        {
            yield break;
        }

        rest.Position = 0;
        using var lines = new StreamReader(rest, leaveOpen: true);
        while (await lines.ReadLineAsync() is { } line)
        {
            yield return JsonSerializer.Deserialize<Fault>(line)!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (rest is not null)
        {
            await rest.DisposeAsync();
        }
    }
}
