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
    readonly Dictionary<string, long> lastRows = new(StringComparer.Ordinal);
    readonly Dictionary<(string Sheet, long Row), string> late = [];
    readonly List<long> tables = [];
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
        lastRows[sheet ?? ""] = Math.Max(row, LastRow(sheet));
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

    /// <summary>Adds the fault of a row that was accepted before, and behind which others were read.</summary>
    /// <param name="fault">Without a sheet: of any that has this row.</param>
    public void AddLate(Fault fault)
    {
        Add(fault.Sheet, fault.Row, fault.Column, fault.Value, fault.Reason);
        var key = (fault.Sheet ?? "", fault.Row);
        late[key] = late.TryGetValue(key, out var before) ? $"{before}; {Reason(fault)}" : Reason(fault);
    }

    /// <summary>From here on faults are of the next table of the file.</summary>
    internal void BeginTable() => tables.Add(Count);

    /// <summary>The last row of a sheet that was refused; 0 = none was.</summary>
    internal long LastRow(string? sheet) => lastRows.GetValueOrDefault(sheet ?? "");

    /// <summary>Why a row was refused after it had been accepted; null = it was not.</summary>
    internal string? LateReason(string? sheet, long row) =>
        late.GetValueOrDefault((sheet ?? "", row)) ?? (sheet is null ? null : late.GetValueOrDefault(("", row)));

    /// <summary>Row by row as they were read: why each was refused at once. Tables are counted from 1.</summary>
    internal async IAsyncEnumerable<(int Table, long Row, string Reason)> ReasonsAsync()
    {
        (int Table, long Row, string Reason)? row = null;
        var (index, table) = (0L, 0);
        await foreach (var fault in AllAsync())
        {
            while (table < tables.Count && tables[table] <= index)
            {
                table++;
            }

            index++;
            if (late.ContainsKey((fault.Sheet ?? "", fault.Row)))
            {
                continue;
            }

            if (row is { } same && same.Table == table && same.Row == fault.Row)
            {
                row = same with { Reason = $"{same.Reason}; {Reason(fault)}" };
                continue;
            }

            if (row is { } before)
            {
                yield return before;
            }

            row = (table, fault.Row, Reason(fault));
        }

        if (row is { } last)
        {
            yield return last;
        }
    }

    /// <summary>A row is known by its cells, so that their values are not said again.</summary>
    static string Reason(Fault fault) => fault.Column == "" ? fault.Reason : $"{fault.Column}: {fault.Reason}";

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
