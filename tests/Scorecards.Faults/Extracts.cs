using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Scorecards.Faults;

/// <summary>The files that the scenarios drop, made from Kent's of May 2012.</summary>
static class Extracts
{
    const string MeasureHeader = "scorecard,indicator,month,value\n";

    /// <summary>Indicator and value of the 44, as printed.</summary>
    static readonly IReadOnlyList<(string Indicator, string Value)> Kent =
    [
        .. File.ReadAllLines(Repository.Sample("measure-2012-05.csv")).Skip(1).Where(line => line != "")
            .Select(line => line.Split(',')).Select(cells => (cells[1], cells[5])),
    ];

    public static string Scorecards(params IEnumerable<(string Id, string Name)> scorecards) =>
        "scorecard,name,slice,uasc\n" + string.Concat(scorecards.Select(s => $"{s.Id},{s.Name},team,inc\n"));

    /// <summary>All 44 of a scorecard's month.</summary>
    /// <param name="scorecard">Its id.</param>
    /// <param name="month">yyyy-MM.</param>
    /// <param name="factor">To Kent's value.</param>
    public static string Measures(string scorecard, string month, decimal factor = 1) =>
        MeasureHeader + string.Concat(Kent.Select(k => $"{scorecard},{k.Indicator},{month},{Times(k.Value, factor)}\n"));

    /// <summary>Two rows.</summary>
    public static string Correction(string scorecard, string month) =>
        $"{MeasureHeader}{scorecard},referral-rate,{month},540.1\n{scorecard},caf-rate,{month},80.0\n";

    /// <summary>A file's rows without its header, to be put below another's.</summary>
    public static string Rows(string file) => file[(file.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    /// <summary>All 44, every one with the same number.</summary>
    public static string Uniform(string scorecard, string month, int number) =>
        MeasureHeader + string.Concat(Kent.Select(k => $"{scorecard},{k.Indicator},{month},{number}\n"));

    /// <summary>Of one scorecard, all 44, from the month before the due one on.</summary>
    public static string Targets(string scorecard, decimal factor) => Targets(scorecard, k => Times(k.Value, factor));

    /// <summary>Likewise, every one with the same number.</summary>
    public static string UniformTargets(string scorecard, int number) => Targets(scorecard, _ => $"{number}");

    public static string Recipients(string scorecard, params IEnumerable<string> emails) =>
        "email,scorecard,audience\n" + string.Concat(emails.Select(email => $"{email},{scorecard},leadership\n"));

    /// <summary>A scorecard gets a group of its own, which is due too.</summary>
    public static string Timetable(string scorecard) => $"scorecard,working_day,hour,deadline\n{scorecard},2,6,4\n";

    /// <summary>
    /// The same bytes for the same files, and the same length for files of the same length: the ids of a trial are no reason for a difference.
    /// </summary>
    public static byte[] Zip(params IEnumerable<(string Name, string Content)> files)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                var entry = zip.CreateEntry(file.Name, CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(2012, 6, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(file.Content));
            }
        }

        return content.ToArray();
    }

    static string Targets(string scorecard, Func<(string Indicator, string Value), string> target) =>
        "indicator,scorecard,effective_from,target\n"
        + string.Concat(Kent.Select(k => $"{k.Indicator},{scorecard},{Calendar.FirstOfBefore},{target(k)}\n"));

    /// <summary>With as many decimals as before.</summary>
    static string Times(string value, decimal factor)
    {
        var decimals = value.Contains('.', StringComparison.Ordinal) ? 1 : 0;
        var product = decimal.Parse(value, CultureInfo.InvariantCulture) * factor;
        return Math.Round(product, decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }
}
