using System.Globalization;
using System.Text.Json;

namespace Scorecards.Faults;

/// <summary>
/// Asks for the scorecards' months again and again while files come in, as Power BI and people do: whatever is answered has figures of one file and
/// targets of one.
/// </summary>
sealed class Reader(Trial trial)
{
    readonly HashSet<string> builtIn = [];

    /// <summary>How many answers with figures there were.</summary>
    public int Answers { get; private set; }

    /// <summary>What was wrong in an answer, each in words.</summary>
    public List<string> Mixes { get; } = [];

    /// <summary>Until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            await ReadAllAsync();
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>The numbers of every scorecard's month as they stand, in words; null = there is no such month.</summary>
    public async Task<Dictionary<string, string>> ReadAllAsync()
    {
        Dictionary<string, string> found = [];
        foreach (var id in Statements.Ids)
        {
            foreach (var month in Statements.Months)
            {
                var (status, body) = await trial.GetAsync($"/api/scorecards/{id}/{month}");
                if (status == 200)
                {
                    found[$"{id} {month}"] = Check($"{id} {month}", body);
                }
                else if (status is not (404 or 0))
                {
                    Mixes.Add($"{id} {month}: {status}");
                }
            }
        }

        return found;
    }

    string Check(string what, string body)
    {
        Answers++;
        using var json = JsonDocument.Parse(body);
        var results = json.RootElement.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("results").EnumerateArray()).ToList();
        var values = string.Join(' ', results.Select(r => Number(r, "value")).Distinct());
        var targets = results.Select(r => Number(r, "target")).ToList();
        var target = targets.Distinct().Count() == 1 ? targets[0] : "built-in";
        if (target == "built-in")
        {
            builtIn.Add(string.Join(' ', targets));
        }

        if (values.Contains(' ', StringComparison.Ordinal) || builtIn.Count > 1 || results.Count != 44)
        {
            Mixes.Add($"{what}: {results.Count} results, values {values}, targets {string.Join(' ', targets.Distinct())}");
        }

        return $"{values}, {target}";
    }

    static string Number(JsonElement result, string name) =>
        result.GetProperty(name) is { ValueKind: JsonValueKind.Number } number
            ? number.GetDecimal().ToString("G29", CultureInfo.InvariantCulture)
            : "none";
}
