using System.Text.RegularExpressions;
using Scorecards.Extracts;

namespace ScorecardFunctions.Tests;

/// <summary>
/// The examples of docs/extracts.md, uploaded to the running app: each is of the kind that its heading says, and no row is refused.
/// </summary>
public sealed partial class DocumentedExtractTests(Azurite azurite) : IClassFixture<Azurite>
{
    /// <summary>Nobody is left to count for: each table of records would be counted anew, and what is looked at is its receipt.</summary>
    const string Ended = "scorecard,name,parent,slice,slice_code,uasc,active_to\nkent-inc-uasc,\"Kent, inc UASC\",,county,,inc,2013-03-31\n"
        + "ashford-inc-uasc,\"Ashford, inc UASC\",kent-inc-uasc,district,E07000105,inc,2013-03-31\n";

    [Fact]
    public async Task Examples_AreAccepted()
    {
        var examples = Example().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "extracts.md")))
            .SelectMany(heading => Block().Matches(heading.Groups[2].Value)
                .Select(block => (Kind: heading.Groups[1].Value, Text: block.Groups[1].Value)))

            // One example of figures needs the example's scorecard, as the document says.
            .OrderBy(example => example.Kind != "scorecard").ThenBy(example => IsOfRecords(example.Kind)).ToList();
        Assert.True(examples.Select(e => e.Kind).Distinct().Count() >= 10);

        await using var app = await RunningApp.StartAsync(azurite);

        // What the example of a withdrawal takes back.
        await app.IngestAsync("measure-2012-05.csv", $"{examples.First(e => e.Kind == "measure").Text}\n");
        foreach (var (number, example) in examples.Index())
        {
            if (number == examples.FindIndex(e => IsOfRecords(e.Kind)))
            {
                await app.IngestAsync("ended.csv", Ended);
            }

            var receipt = await app.IngestAsync($"{example.Kind}-{number}.csv", example.Text);
            var said = receipt.GetRawText();
            Assert.True(receipt.GetProperty("outcome").GetString() == "Accepted", said);
            var table = Assert.Single(receipt.GetProperty("tables").EnumerateArray());
            Assert.Equal(example.Kind, table.GetProperty("kind").GetString());
            var rows = table.GetProperty("rows");
            Assert.True(rows.GetProperty("accepted").GetInt64() > 0 && rows.GetProperty("refused").GetInt64() == 0, said);
        }
    }

    static bool IsOfRecords(string kind) => RecordKind.All.Any(k => k.Name == kind);

    [GeneratedRegex(@"^### (\S+)\n(.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^```csv\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
