using System.Globalization;
using System.IO.Compression;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What holds for every file: what was written is read back, and no file, however mangled, does more than to be refused.</summary>
public sealed class TrapProperties
{
    const int MostBytesMangled = 64 * 1024;

    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    static readonly string[] Symbols = ["c", "x", "z", "u", "k", "low", "..", "-", "NA"];
    static readonly Encoding[] Encodings = [new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode];

    static bool IsSlow => Environment.GetEnvironmentVariable("SLOW") == "1";

    [Fact]
    public async Task TrapFiles_WrittenFromMeasures_GiveTheSameMeasures()
    {
        for (var seed = 0; seed < (IsSlow ? 2_000 : 100); seed++)
        {
            var random = new Random(seed);
            var measures = Measures(random).ToList();
            string[][] grid = [["scorecard", "indicator", "month", "numerator", "denominator", "value"], .. measures.Select(m => Written(m, random))];
            var encoding = random.GetItems(Encodings, 1)[0];
            var csv = TrapFile.CsvText(grid, random.GetItems(",;\t|".ToCharArray(), 1)[0], random.GetItems(["\n", "\r\n", "\r"], 1)[0]);
            var workbook = XlsxBuilder.FromRows([.. grid.Select(r => r.Select(c => c == "" ? null : (object)c).ToArray())]);
            foreach (var (format, content) in new[] { ("CSV", (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(csv)]), ("XLSX", workbook) })
            {
                var outcome = await TrapOutcome.ReadAsync(content, "", CancellationToken.None);
                Assert.True(
                    outcome.Problem is null && outcome.Faults.Count == 0,
                    $"{format}, seed {seed}: {outcome.Problem} {string.Join(" ", outcome.Faults.Take(1))}");
                Assert.Equal(measures.Select(TrapOutcome.Text), outcome.Accepted);
            }
        }
    }

    [Fact]
    public async Task TrapFiles_Mangled_AreReadOrRefused_InTime()
    {
        List<TrapFile> files = [.. TrapFiles.All.Where(f => f.Content().Length <= MostBytesMangled)];
        for (var seed = 0; seed < (IsSlow ? 20_000 : 500); seed++)
        {
            var random = new Random(seed);
            var file = random.GetItems(files.ToArray(), 1)[0];
            var content = file.Grid is { } grid && random.Next(3) == 0
                ? MangledWorkbook(XlsxBuilder.FromRows([.. grid.Select(r => r.Select(c => c == "" ? null : (object)c).ToArray())]), random)
                : Mangled(file.Content(), random);
            try
            {
                await Task.Run(() => TrapOutcome.ReadAsync(content, "kent-inc-uasc-2012-05.csv", CancellationToken.None)).WaitAsync(Longest);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, {file.Name}: {e}");
            }
        }
    }

    static IEnumerable<Measure> Measures(Random random)
    {
        var keys = from s in TrapOutcome.Catalogue.Scorecards
                   from i in TrapOutcome.Catalogue.Indicators
                   from m in Enumerable.Range(0, 6)
                   select (
            s, i, new Month(2012, 4).PlusMonths(m));
        foreach (var (scorecard, indicator, month) in random.GetItems(keys.ToArray(), random.Next(1, 60)).Distinct())
        {
            var isCount = indicator.Unit.Factor is null;
            var (n, d) = (Number(random), random.Next(10) == 0 ? 0 : Number(random) + 0.5m);
            var v = random.Next(2) == 0 ? Number(random) : -Number(random);
            var measure = new Measure { Scorecard = scorecard.Id, Indicator = indicator.Id, Month = month };
            switch (random.Next(3))
            {
                case 0:
                    yield return measure with { NoValue = random.GetItems(Symbols, 1)[0] };
                    break;
                case 1 when !isCount:
                    Assert.Null(Measure.Check(indicator, n, d, null, out _));
                    yield return measure with { Numerator = n, Denominator = d, Unit = indicator.Unit };
                    break;
                default:
                    Assert.Null(Measure.Check(indicator, null, null, v, out _));
                    yield return measure with { Figure = Figure.From(indicator, null, null, v) };
                    break;
            }
        }
    }

    static decimal Number(Random random) => new decimal(random.Next(), random.Next(8), 0, false, (byte)random.Next(6));

    /// <summary>As people might write it; the value only where it does not follow from numerator and denominator.</summary>
    static string[] Written(Measure m, Random random) =>
    [
        random.Next(2) == 0 ? m.Scorecard.Value : m.Scorecard.Value.ToUpperInvariant(),
        $"{(random.Next(4) == 0 ? "\u00A0" : "")}{m.Indicator}",
        m.Month.LastDay.ToString(
            random.GetItems(["yyyy-MM", "yyyy-MM-dd", "dd/MM/yyyy", "MMM yyyy", "MMMM yyyy", "MMM-yy", "MM/yyyy", "d MMM yyyy"], 1)[0],
            CultureInfo.InvariantCulture),
        Written(m.Numerator, random),
        Written(m.Denominator, random),
        m.NoValue ?? (m.Numerator is null ? Written(m.Figure?.Value, random) : ""),
    ];

    static string Written(decimal? number, Random random)
    {
        var text = number?.ToString(random.Next(2) == 0 ? "0.##########" : "#,##0.##########", CultureInfo.InvariantCulture) ?? "";
        return random.Next(4) switch
        {
            0 => text.Replace('-', '\u2010').Replace(',', '\u00A0'),
            1 => text.Replace('-', '\u2212').Replace(',', ' '),
            _ => text,
        };
    }

    static byte[] Mangled(byte[] content, Random random)
    {
        var mangled = content.ToArray();
        switch (random.Next(6))
        {
            case 0:
                mangled = new byte[random.Next(2_000)];
                random.NextBytes(mangled);
                break;
            case 1:
                mangled = mangled[..random.Next(mangled.Length + 1)];
                break;
            case 2:
                var (from, to) = (random.Next(mangled.Length + 1), random.Next(mangled.Length + 1));
                mangled = [.. mangled[..from], .. mangled[to..]];
                break;
            case 3:
                const string trouble = "\",;\t|\r\n\0=-%/'\u001A<&";
                for (var i = random.Next(1, 10); i > 0 && mangled.Length > 0; i--)
                {
                    mangled[random.Next(mangled.Length)] = (byte)trouble[random.Next(trouble.Length)];
                }

                break;
            default:
                for (var i = random.Next(1, 20); i > 0 && mangled.Length > 0; i--)
                {
                    mangled[random.Next(mangled.Length)] ^= (byte)(1 << random.Next(8));
                }

                break;
        }

        return mangled;
    }

    /// <summary>The zip itself, or a part of the workbook in a zip that is whole.</summary>
    static byte[] MangledWorkbook(byte[] content, Random random)
    {
        if (random.Next(3) == 0)
        {
            return Mangled(content, random);
        }

        using var zip = new ZipArchive(new MemoryStream(content));
        var parts = zip.Entries.Select(e => (e.FullName, Content: Read(e))).ToArray();
        var at = random.Next(parts.Length);
        parts[at].Content = Mangled(parts[at].Content, random);
        return XlsxBuilder.Zip(parts);

        static byte[] Read(ZipArchiveEntry entry)
        {
            using var from = entry.Open();
            var to = new MemoryStream();
            from.CopyTo(to);
            return to.ToArray();
        }
    }
}
