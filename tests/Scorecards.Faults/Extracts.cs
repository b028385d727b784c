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

    /// <summary>A scorecard of a district of whose children there are records; it begins with the month before the due one.</summary>
    public static string District(string scorecard) =>
        $"scorecard,name,slice,slice_code,uasc,active_from\n{scorecard},{scorecard},district,D1,inc,{Calendar.FirstOfBefore}\n";

    /// <summary>The records of children that referrals are counted from.</summary>
    /// <param name="referrals">As of <see cref="Referrals"/>.</param>
    public static byte[] Records(int referrals) => Zip(
        ("child.csv", "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2020-01-01,F,,,\nC2,2020-01-01,M,,,\n"),
        ("team.csv", "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\nT1,Duty,D1,A1,Y,2008-04-01,\n"),
        ("population.csv", "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2010,2010-04-01,10000\n"),
        ("referral.csv", Referrals(referrals)));

    /// <summary>One of long ago, since which all are known, and some of the due month.</summary>
    /// <param name="count">Of the due month.</param>
    public static string Referrals(int count) =>
        "referral_id,child_id,referral_date,nfa,closure_date,team_code\nR0,C2,2021-04-02,N,,T1\n"
        + string.Concat(Enumerable.Range(1, count).Select(n => $"R{n},C1,{Calendar.Due}-0{n},N,,T1\n"));

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
