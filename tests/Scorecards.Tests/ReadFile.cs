using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>A file that was read to its end, against the built-in catalogue.</summary>
sealed record ReadFile(IReadOnlyList<ExtractRow> Rows, List<Fault> Faults, ExtractFile File)
{
    public IReadOnlyList<(Measure Measure, long Row)> Measures => [.. Rows.Select(r => ((Measure)r.Item, r.Number))];

    public RowCounts Counts => File.Rows;

    public static Task<ReadFile> FromAsync(string text, DateOnly? received = null, Catalogue? catalogue = null) =>
        FromAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), received, catalogue);

    /// <param name="received">Null = nothing is looked for that cannot be true.</param>
    /// <exception cref="ExtractException">The file is refused as a whole.</exception>
    public static async Task<ReadFile> FromAsync(Stream content, DateOnly? received = null, Catalogue? catalogue = null)
    {
        await using var refused = new RefusedRows();
        var file = new ExtractFile("", catalogue ?? Kent.Catalogue, Kent.BuiltIn.Sections, new FileLimits(), refused)
        {
            Checks = received is { } day ? new PlausibilityChecks(Kent.BuiltIn.Plausibility, day) : null,
        };
        var rows = await file.ReadAsync(content, CancellationToken.None).ToListAsync();
        return new ReadFile(rows, await refused.AllAsync().ToListAsync(), file);
    }
}
