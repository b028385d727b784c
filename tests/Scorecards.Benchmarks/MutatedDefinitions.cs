using System.Globalization;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Tests.Records;
using Scorecards.Tests.Returns;

namespace Scorecards.Benchmarks;

/// <summary>
/// Changes each comparison, each whole number and each timescale of the definitions and of their shared views by one, one at a time, and looks
/// whether the known answers (tests/Scorecards.Tests/Records/known-answers.md) or definition-cases.txt disagree. What they do not notice is printed.
/// So with the checks and check-cases.txt, and with what is made of returns and return-cases.txt.
/// </summary>
static class MutatedDefinitions
{
    /// <summary>What nobody could notice, and why: file, a part of the line, the reason.</summary>
    static readonly (string File, string Part, string Reason)[] Equivalents =
    [
        (RecordScripts.TimescalesName, "single-assessment,", "no built-in definition uses it"),
        ("Cases/1-working-days.sql", "60 FOLLOWING", "no timescale is as long"),
        ("Returns/2-adoptions.sql", "f.decom > e.last_day", "of a child one episode begins on a day"),
    ];

    static readonly string Folder = Path.Combine(Repository.Root, "tests", "Scorecards.Tests", "Records");

    static readonly KnownAnswers Answers = KnownAnswers.Read(Folder);

    static readonly CheckCases Checks = CheckCases.Read(Folder);

    static readonly DefinitionCases Cases = DefinitionCases.Read(Folder);

    static readonly ReturnCases Returns = ReturnCases.Read(Path.Combine(Folder, "..", "Returns"));

    /// <returns>The exit code: 1 where something survived that is not named as an equivalent.</returns>
    public static async Task<int> RunAsync()
    {
        var indicators = (await BuiltInCatalogue.ReadAsync(CancellationToken.None)).Catalogue.Indicators;
        var definitions = indicators.Select(i => RecordScripts.BuiltIn.Find(i)!).ToList();
        using var database = Answers.Open(RecordScripts.BuiltIn);
        if (!definitions.TrueForAll(d => !Mutant.Disagrees(Answers, database, d)))
        {
            await Console.Error.WriteLineAsync("The known answers disagree before anything is changed.");
            return 1;
        }

        var (made, survivors) = (0, new List<string>());
        var unnamed = 0;
        foreach (var (file, text) in RecordScripts.BuiltIn.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            foreach (var mutant in file == RecordScripts.TimescalesName ? OfTimescales(text) : Mutant.Make(text))
            {
                made++;
                var changed = RecordScripts.BuiltIn.With(file, mutant.Text);
                var name = Path.GetFileNameWithoutExtension(file);
                var isNoticed = Path.GetDirectoryName(file) switch
                {
                    "Indicators" => Mutant.Disagrees(Answers, database, definitions.Find(d => d.Indicator == name)! with { Sql = mutant.Text })
                        || Cases.Disagrees(changed, name),
                    "Checks" => Checks.Disagrees(changed, name),
                    "Returns" => Returns.Disagrees(changed, name),
                    _ => IsNoticed(changed, definitions) || Cases.Disagrees(changed),
                };
                if (!isNoticed)
                {
                    var line = text.Split('\n')[mutant.Line - 1].Trim();
                    var reason = Equivalents.FirstOrDefault(e => e.File == file && line.Contains(e.Part, StringComparison.Ordinal)).Reason;
                    unnamed += reason is null ? 1 : 0;
                    survivors.Add($"| {file}:{mutant.Line} | {mutant.Change} | {reason ?? "**not noticed**"} | `{line}` |");
                }
            }

            Console.Error.Write('.');
        }

        Console.WriteLine("\n| file | change | why it survives | line |\n|---|---|---|---|");
        survivors.ForEach(Console.WriteLine);
        Console.WriteLine($"{made} changed, {made - survivors.Count} noticed, {survivors.Count - unnamed} named equivalents, {unnamed} not noticed");
        return unnamed == 0 ? 0 : 1;
    }

    static bool IsNoticed(RecordScripts scripts, List<Definition> definitions)
    {
        try
        {
            using var database = Answers.Open(scripts);
            return definitions.Exists(d => Mutant.Disagrees(Answers, database, d));
        }
        catch (RecordQueryException)
        {
            return true;
        }
        catch (RecordFileException)
        {
            return true;
        }
    }

    /// <summary>The third column is the value. A blank one, which sets no limit, is made 0.</summary>
    static IEnumerable<Mutant> OfTimescales(string csv)
    {
        var lines = csv.Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            var value = cells.Length > 2 && cells[2] != "" ? int.Parse(cells[2], CultureInfo.InvariantCulture) : (int?)null;
            int[] others = cells.Length <= 2 ? [] : value is { } v ? [v + 1, v - 1] : [0];
            foreach (var other in others)
            {
                var changed = string.Join(',', [.. cells[..2], other.ToString(CultureInfo.InvariantCulture), .. cells[3..]]);
                yield return new Mutant(i + 1, $"{cells[2]} to {other}", string.Join('\n', [.. lines[..i], changed, .. lines[(i + 1)..]]));
            }
        }
    }
}
