using Xunit.Abstractions;

namespace Scorecards.Tests;

/// <summary>Files that councils really produce, each named after its trap: the right figures, or the right refusal.</summary>
public sealed class TrapTests(ITestOutputHelper output)
{
    static readonly Dictionary<string, TrapFile> Files = TrapFiles.All.Concat(TrapFiles.Contradictions())
        .Concat(PrintedFiles.Odd)
        .Concat(TypedFiles.All)
        .ToDictionary(f => f.Name);

    public static TheoryData<string> Names => [.. Files.Keys];

    /// <summary>Those whose trap is in the cells.</summary>
    public static TheoryData<string> TableNames => [.. Files.Values.Where(f => f.Grid is not null).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task File_GivesItsFigures_OrItsRefusal(string name) => await CheckAsync(Files[name], Files[name].Content(), isWorkbook: false);

    [Theory]
    [MemberData(nameof(TableNames))]
    public async Task Workbook_GivesWhatTheSameCsvGives(string name) =>
        await CheckAsync(Files[name], AsWorkbook(Files[name].Grid!), isWorkbook: true);

    static byte[] AsWorkbook(string[][] grid) => XlsxBuilder.FromRows([.. grid.Select(r => r.Select(c => c == "" ? null : (object)c).ToArray())]);

    async Task CheckAsync(TrapFile file, byte[] content, bool isWorkbook)
    {
        var outcome = await TrapOutcome.ReadAsync(content, file.Path, CancellationToken.None);
        output.WriteLine(
            $"{file.Name}: {outcome.Problem}\n{outcome.Rows}\n{string.Join('\n', outcome.Accepted)}\n{string.Join('\n', outcome.Faults)}\n"
            + $"{string.Join('\n', outcome.Notes)}");
        Assert.Equal(file.Accepted, outcome.Accepted);
        Assert.Equal(file.Refused.Select(r => (r.Row, r.Column)), outcome.Faults.Select(f => (f.Row, f.Column)));
        Assert.All(file.Refused.Zip(outcome.Faults), r => Assert.Contains(r.First.Reason, r.Second.Reason, StringComparison.Ordinal));
        Assert.All(file.Noted, n => Assert.Contains(outcome.Notes, o => o.Contains(n, StringComparison.Ordinal)));
        Assert.DoesNotContain(outcome.Notes, n => file.NotNoted is { } unwanted && n.Contains(unwanted, StringComparison.Ordinal));
        if (file.Counts is { } counts)
        {
            // A workbook has no blank rows to skip.
            Assert.Equal(counts, isWorkbook ? outcome.Rows with { Read = counts.Read, Skipped = counts.Skipped } : outcome.Rows);
        }

        var problem = file.Problem ?? (file.Accepted.Count == 0 ? "no row could be accepted" : null);
        if (problem is null)
        {
            Assert.Null(outcome.Problem);
        }
        else
        {
            Assert.Contains(problem, outcome.Problem ?? "", StringComparison.Ordinal);
        }
    }
}
