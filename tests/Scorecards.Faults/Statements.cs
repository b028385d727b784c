namespace Scorecards.Faults;

/// <summary>
/// Small files in an order that looks like chance: figures and targets of some scorecards, each with one number in all 44 rows, later ones of the
/// same month, and bytes that were dropped before. It knows what stands at the end: the last file of each month and of each scorecard's targets.
/// </summary>
sealed class Statements
{
    const int Scorecards = 6;
    const int MostNumber = 99;
    const int Duplicates = 8;
    const int Catalogue = 10;

    readonly Random random;
    readonly Dictionary<string, int> rounds = [];
    readonly Dictionary<string, int> numbers = [];
    readonly Dictionary<string, DateTime> times = [];
    readonly List<(string Path, string Content)> dropped = [];

    public Statements(int seed) => random = new Random(seed);

    public static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(1, Scorecards).Select(i => $"team-{i}")];

    public static IReadOnlyList<string> Months { get; } = [Calendar.Before, Calendar.Due];

    /// <summary>What the files are to be dropped after.</summary>
    public static string FirstFile => Extracts.Scorecards(Ids.Select(id => (id, $"Team {id}")));

    /// <summary>By what is stated: the file that stands at the end, in the order in which they were dropped.</summary>
    public OrderedDictionary<string, (string Path, string Content)> Standing { get; } = [];

    /// <summary>The next file, which is to be dropped at once.</summary>
    public async Task<(string Path, string Content)> NextAsync(CancellationToken ct)
    {
        if (random.Next(Duplicates) == 0 && dropped.Count > 0)
        {
            // A job that uploads a folder again: under another name, the same bytes.
            var before = dropped[random.Next(dropped.Count)];
            return Drop(($"again/{dropped.Count}-{before.Path}", before.Content));
        }

        var id = Ids[random.Next(Ids.Count)];
        var month = Months[random.Next(Months.Count)];
        var isTarget = random.Next(Catalogue) == 0;
        var what = isTarget ? id : $"{id} {month}";

        // Two statements of the same second have no order that could be known from outside.
        while (times.TryGetValue(what, out var last) && DateTime.UtcNow < last.AddSeconds(2.1))
        {
            await Task.Delay(100, ct);
        }

        times[what] = DateTime.UtcNow;
        var round = rounds[what] = rounds.GetValueOrDefault(what) + 1;
        var number = numbers[what] = 1 + (round % MostNumber);

        // A number that comes again comes in other bytes.
        var content = (isTarget ? Extracts.UniformTargets(id, number) : Extracts.Uniform(id, month, number)) + new string('\n', round / MostNumber);
        var file = ($"{what.Replace(' ', '/')}/{round}.csv", content);
        Standing.Remove(what);
        Standing.Add(what, file);
        return Drop(file);
    }

    /// <summary>In every row of the last file; null = no file states it.</summary>
    /// <param name="what">A scorecard for its targets; with a month behind it, that month's figures.</param>
    public int? Number(string what) => numbers.TryGetValue(what, out var number) ? number : null;

    /// <summary>How many were dropped.</summary>
    public int Count => dropped.Count;

    (string Path, string Content) Drop((string Path, string Content) file)
    {
        dropped.Add(file);
        return file;
    }
}
