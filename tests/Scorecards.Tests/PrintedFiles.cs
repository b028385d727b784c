using System.Text;
using static Scorecards.Tests.TrapFile;

namespace Scorecards.Tests;

/// <summary>The printed scorecard of May 2012 as a file, and what may be otherwise in it.</summary>
static class PrintedFiles
{
    const string Columns = "Indicators|Polarity|Data Period|Latest Result|RAG|Num|Denom|previous|Target";
    const string Title = "Scorecard ‐ Kent, inc UASC May 2012";
    const string Sentence =
        "As at 31/05/2012, Kent, inc UASC has 16 indicators rated as Green, 16 indicators rated as Amber and 12 indicators rated as Red. When "
        + "comparing performance from last month to this \n"
        + "month, 28 indicators have shown an improvement, 3 indicators have remained the same and 13 indicators have shown a reduction.";

    const string CafLine = "Number of CAFs completed per 10,000 population under 18|H|Rolling 12 Months|66.0|A|2064|312597|66.7|77.2";
    const string Caf = "kent-inc-uasc caf-rate 2012-05 2064/312597 = 66.0275";
    const string CafBefore = "kent-inc-uasc caf-rate 2012-04 = 66.7 at second hand";

    static readonly string[] Sections = ["how-much", "how-long", "how-well", "outcomes", "staff"];
    static readonly string[] SectionNames = [
        "HOW MUCH ARE WE DEALING WITH ?", "HOW LONG IS IT TAKING US ?", "HOW WELL ARE WE DOING IT ?", "ARE WE ACHIEVING GOOD OUTCOMES ?",
        "ARE WE SUPPORTING OUR STAFF ?"];

    public static IEnumerable<TrapFile> All =>
    [
        Whole("printed-whole", Title).Notes(
            "Read as the printed scorecard of Kent, inc UASC (kent-inc-uasc), May 2012.",
            "avg-caseload: Num and Denom are printed the other way round. They were read as 8674 over 434.8.",
            "The printed sentence counts 16 green, 16 amber, 12 red, 28 improved, 3 the same, 13 worse; calculated from this table: 16, 16, 12, "
            + "28, 5, 11."),
        Whole("printed-whole-named-by-its-file", "Performance report").At("2012/Kent, inc UASC - 2012-05.csv"),
        Whole("printed-whole-with-other-file-name", Title).At("Ashford, inc UASC April 2012.csv"),
        Whole("printed-without-scorecard", "May 2012").IsRefused("which scorecard") with { Accepted = [], Counts = null },
        Whole("printed-without-month", "Kent, inc UASC").IsRefused("which month") with { Accepted = [], Counts = null },
        Lines("printed-line", CafLine).Gives(Caf, CafBefore),
        Table("printed-line-of-another-scorecard", "Ashford, inc UASC, June 2012", Columns, CafLine)
            .Gives("ashford-inc-uasc caf-rate 2012-06 2064/312597 = 66.0275", "ashford-inc-uasc caf-rate 2012-05 = 66.7 at second hand"),
        .. Titles,
        Table("printed-sheet-of-january-1900", "Kent, inc UASC January 1900", Columns, CafLine).IsRefused("which month"),
        Lines("printed-other-rating", CafLine.Replace("|A|", "|G|", StringComparison.Ordinal))
            .Gives(Caf, CafBefore)
            .Notes("caf-rate: printed G, calculated Amber."),
        Lines("printed-rating-in-words", CafLine.Replace("|A|", "|Red|", StringComparison.Ordinal))
            .Gives(Caf, CafBefore)
            .Notes("caf-rate: printed Red, calculated Amber."),
        Lines("printed-other-target", CafLine.Replace("77.2", "80", StringComparison.Ordinal))
            .Gives(Caf, CafBefore)
            .Notes("the printed target is 80, the current one 77.2"),
        Lines("printed-without-previous", CafLine.Replace("66.7", "", StringComparison.Ordinal)).Gives(Caf),
        Lines("printed-previous-with-no-value", CafLine.Replace("66.7", "-", StringComparison.Ordinal)).Gives(Caf),
        Lines(
            "printed-previous-beyond-all-bounds",
            CafLine.Replace("66.7", "999,999,999,999", StringComparison.Ordinal)).Gives(
                Caf, "kent-inc-uasc caf-rate 2012-04 = 999999999999 at second hand"),
        Lines(
            "printed-with-no-value",
            CafLine.Replace("66.0", "c", StringComparison.Ordinal)
                .Replace("2064", "c", StringComparison.Ordinal))
                .Gives("kent-inc-uasc caf-rate 2012-05 none/312597 = none (c)", CafBefore),
        Lines("printed-value-contradicts-its-parts", CafLine.Replace("66.0", "67.0", StringComparison.Ordinal), SeenIa)
            .Gives(SeenIaNow, SeenIaBefore)
            .Refuses(4, "latest_result", "which give 66.0275"),
        Lines("printed-value-is-no-number", CafLine.Replace("66.0", "66,0", StringComparison.Ordinal), SeenIa)
            .Gives(SeenIaNow, SeenIaBefore)
            .Refuses(4, "latest_result", "is not a number"),
        Lines("printed-line-twice", CafLine, CafLine).Gives(Caf, CafBefore).Rows(2, 1, 0, 1),
        Lines("printed-line-of-nothing-known", CafLine.Replace("CAFs completed", "Single Assessments", StringComparison.Ordinal), SeenIa)
            .Gives(SeenIaNow, SeenIaBefore)
            .Refuses(4, "indicators", "does not match exactly one indicator"),

        // What it may be called.
        Named("printed-name-cut-short", "Percentage of Looked After Children in Foster Care currently placed within 10 mi"),
        Named("printed-name-cut-short-with-dots", "Percentage of Looked After Children in Foster Care currently placed within 10 …"),
        Named("printed-name-without-number-of-national-indicator", "LAC Placement Stability: Same placement for last 2 years", "lac-placement"),
        Named(
            "printed-name-in-capitals-with-other-marks",
            "PERCENTAGE OF LOOKED-AFTER CHILDREN IN FOSTER CARE, CURRENTLY PLACED WITHIN 10 MILES FROM HOME."),
        Named("printed-name-with-percent-sign", "% of Looked After Children in Foster Care currently placed within 10 miles from home"),
        Named("printed-name-with-a-slip", "Percentage of Looked After Childen in Foster Care currently placed within 10 miles of home"),
        Named(
            "printed-name-of-full-length",
            "Percentage of caseholding posts filled by Qualified Social Workers (QSW posts exc Agency ÷ Establishment)",
            "posts-qsw"),
        NotNamed("printed-name-with-another-number", "Percentage of Looked After Children in Foster Care currently placed within 20 miles from home"),
        NotNamed(
            "printed-name-with-another-word", "Percentage of Looked After Children in Residential Care currently placed within 10 miles from home"),
        NotNamed(
            "printed-name-with-a-word-more", "Percentage of Looked After Children not in Foster Care currently placed within 10 miles from home"),
        NotNamed("printed-name-with-a-word-less", "Percentage of Children in Foster Care currently placed within 10 miles from home"),
        NotNamed("printed-name-that-goes-on", "Number of Looked After Children with a CP plan. who are placed at home with parents"),
        NotNamed("printed-name-too-short", "Percentage of Looked After Children"),
        NotNamed("printed-name-without-the-bracket-at-its-end", "Children looked after per 10,000 population aged under 18"),
        NotNamed("printed-name-half", "Percentage of Looked After Children in Foster Care"),
    ];

    /// <summary>What stands above the table, or in the file's name.</summary>
    static IEnumerable<TrapFile> Titles =>
    [
        Titled("with-the-councils-name-above", "Ashford, inc UASC|Scorecard - Kent, inc UASC May 2012").Gives(Caf, CafBefore),
        Table("printed-title-in-two-cells", "Scorecard - Kent|inc UASC May 2012", Columns, CafLine).Gives(Caf, CafBefore),
        Titled("with-an-id", "monthly figures: kent-inc-uasc, May 2012 (provisional)").Gives(Caf, CafBefore),
        Titled("with-a-short-date-range", "Children's Services - Kent, inc UASC - 31st May 2012").Gives(Caf, CafBefore),
        Titled("with-a-date-of-production", "Produced 12 June 2012 by Performance|Scorecard - Kent, inc UASC May 2012").Gives(Caf, CafBefore),
        Titled("with-months-of-which-one-is-everywhere", "Kent, inc UASC|April 2012 to May 2012|May 2012").Gives(Caf, CafBefore),
        Titled("of-no-scorecard-beside-one", "Scorecard - West Kent, inc UASC May 2012").IsRefused("names Kent, inc UASC and says 'West' too"),
        Titled("of-a-team-of-a-scorecard", "Kent, inc UASC Team 2 May 2012").IsRefused("says 'Team' too"),
        Titled("of-a-name-that-goes-on", "Scorecard - Kent, inc UASCs May 2012").IsRefused("names no scorecard of the catalogue"),
        Titled("of-no-scorecard", "Scorecard - Malling May 2012", "kent-inc-uasc.csv").IsRefused("'Malling May 2012' names no scorecard"),
        Titled("of-two-scorecards", "Kent, inc UASC|Ashford, inc UASC|May 2012")
            .IsRefused("name more than one scorecard: Kent, inc UASC and Ashford, inc UASC"),
        Titled("of-two-scorecards-in-one", "Kent, inc UASC and Ashford, inc UASC May 2012").IsRefused("too, which may make it another one"),
        Titled("of-two-months", "Scorecard - Kent, inc UASC May 2012|Produced June 2012").IsRefused("more than one month: May 2012 and June 2012"),
        Titled("with-a-day-of-a-month-only", "Kent, inc UASC, 12 June 2012").IsRefused("which month it is for"),
        Lines("printed-title-of-another-below", CafLine, "Scorecard - Ashford, inc UASC May 2012", SeenIa)
            .Gives(Caf, CafBefore).Refuses(6, "", "is below the title 'Scorecard - Ashford, inc UASC May 2012'"),
        Lines("printed-title-of-another-month-below", CafLine, "June 2012", SeenIa)
            .Gives(Caf, CafBefore).Refuses(6, "", "is below the title 'June 2012'"),
        Lines("printed-title-of-itself-below", CafLine, "Scorecard - Kent, inc UASC May 2012", SeenIa)
            .Gives(Caf, CafBefore, SeenIaNow, SeenIaBefore),
        Titled("in-the-file-name", "Performance", "uploads/kent-inc-uasc/2012-05 v2 (1).csv").Gives(Caf, CafBefore),
        Titled("of-another-in-the-file-name", "Performance", "West Kent inc UASC 2012-05.csv").IsRefused("'West Kent inc UASC 2012-05.csv' names"),
        Titled("of-another-place-in-a-folder-of-one", "Ashford", "kent-inc-uasc/Ashford May 2012.csv")
            .IsRefused("the name 'Ashford May 2012.csv' within it may mean Ashford, inc UASC"),
        Titled("of-nothing-in-a-folder-of-another-place", "Report", "kent-inc-uasc/Ashford/2012-05.csv")
            .IsRefused("the name 'Ashford' within it may mean Ashford, inc UASC"),
        Titled("of-one-in-a-folder-with-words-of-no-other", "Report", "kent-inc-uasc/inbox/CIN monthly return JS May 2012.csv").Gives(Caf, CafBefore),
        Titled("of-nothing-in-a-folder-of-one", "Report", "kent-inc-uasc/Final scorecard data, children's services May 2012.csv")
            .Gives(Caf, CafBefore),
        .. TitleDates,
    ];

    /// <summary>How the month is written there, and what is no month.</summary>
    static IEnumerable<TrapFile> TitleDates =>
    [
        Table("printed-title-with-its-last-day-beside-it", "Scorecard - Kent, inc UASC|31/05/2012", Columns, CafLine)
            .At("Kent, inc UASC June 2012.csv").Gives(Caf, CafBefore),
        Table("printed-title-with-its-first-day-beside-it", "Scorecard - Kent, inc UASC|2012-05-01", Columns, CafLine)
            .At("Kent, inc UASC.csv").Gives(Caf, CafBefore),
        Table("printed-title-with-another-first-day-beside-it", "Scorecard - Kent, inc UASC|2012-06-01", Columns, CafLine)
            .At("May 2012.csv").IsRefused("say more than one month: June 2012 and May 2012"),
        Titled("with-a-year-in-figures", "Financial year 01/04/2011 to 31/03/2012|Scorecard - Kent, inc UASC", "May 2012.csv").Gives(Caf, CafBefore),
        Titled("with-short-years-of-something-else", "Baseline Mar-12|Printed Jun-12|Scorecard - Kent, inc UASC", "May 2012.csv")
            .Gives(Caf, CafBefore),
        Titled("with-a-first-day-below", "Scorecard - Kent, inc UASC|2012-05-01").Gives(Caf, CafBefore),
        Titled("with-a-first-day-below-and-another-month-in-the-file-name", "Kent, inc UASC|2012-06-01", "Kent, inc UASC May 2012.csv")
            .IsRefused("say more than one month: June 2012 and May 2012"),
        Titled("with-a-short-year", "Children's Social Care|Scorecard - Kent, inc UASC May-12", "June 2012.csv").Gives(Caf, CafBefore),
        Titled("with-a-last-day-as-at", "Data as at 31/05/2012|Scorecard - Kent, inc UASC").Gives(Caf, CafBefore),
        Titled("with-a-last-day-as-at-and-another-month-in-the-file-name", "Data as at 31/05/2012|Scorecard - Kent, inc UASC", "June 2012.csv")
            .IsRefused("say more than one month: May 2012 and June 2012"),
        Titled(
            "with-days-of-production-in-figures",
            "Produced 30/06/2012|Printed 30/06/2012|As at 01/06/2012|Date: 2012-06-01|30/06/2012 09:12|Scorecard - Kent, inc UASC",
            "Kent, inc UASC May 2012.csv").Gives(Caf, CafBefore),
        Titled("with-its-last-day-in-the-file-name", "Performance", "Kent, inc UASC 2012-05-31.csv").Gives(Caf, CafBefore),
        Titled("with-a-month-before-the-name-in-the-file-name", "Performance", "2012-05-kent-inc-uasc.csv").Gives(Caf, CafBefore),
        Titled("with-a-version-behind-the-month-in-the-file-name", "Performance", "Kent, inc UASC 2012-05-v2.csv").Gives(Caf, CafBefore),
        Titled("with-another-month-in-the-folder", "Performance", "2012-06/Kent, inc UASC 2012-05.csv").Gives(Caf, CafBefore),
        Titled("with-a-year-before-the-name-in-the-file-name", "Performance", "2011-12-kent-inc-uasc.csv").IsRefused("which month it is for"),
        Titled("with-a-first-day-in-the-file-name", "Performance", "Kent, inc UASC 2012-06-01.csv").IsRefused("which month it is for"),
        Lines("printed-footer-with-a-date-below", CafLine, "30/06/2012", SeenIa).Gives(Caf, CafBefore, SeenIaNow, SeenIaBefore),
    ];

    static TrapFile Titled(string name, string titles, string path = "trap.csv") =>
        Table($"printed-title-{name}", [.. titles.Split('|'), Columns, CafLine]).At(path);

    /// <summary>What printers and exports do to the table.</summary>
    public static IEnumerable<TrapFile> Odd =>
    [
        NotNamed("printed-name-blank", ""),
        Lines("printed-lines-that-contradict", CafLine, CafLine.Replace("66.0|A|2064", "66.1|A|2065", StringComparison.Ordinal), SeenIa)
            .Gives(SeenIaNow, SeenIaBefore)
            .Refuses(5, "indicators", "row 4")
            .Refuses(4, "indicators", "row 5"),
        Table("printed-sentence-over-two-rows", [Title, Columns, CafLine, .. Sentence.Split('\n')])
            .Gives(Caf, CafBefore)
            .Notes("The printed sentence counts 16 green"),
        Lines("printed-name-with-no-break-spaces-is-no-difference", CafLine.Replace(' ', '\u00A0')).Gives(Caf, CafBefore).Silent("was read as"),
    ];

    const string SeenIa = "Percentage of Children seen at Initial Assessment (excludes unborn/progress to strat)|H|YTD|80.3%|R|1186|1477|80.8%|95%";
    const string SeenIaNow = "kent-inc-uasc seen-ia 2012-05 1186/1477 = 80.2979";
    const string SeenIaBefore = "kent-inc-uasc seen-ia 2012-04 = 80.8 at second hand";

    /// <summary>All 44 lines as the printer set them: U+2010 for hyphen and minus, no-break spaces between words, % behind percentages.</summary>
    static TrapFile Whole(string name, string title)
    {
        var grid = new List<string[]> {
            new[] { "Kent Specialist Children's Services Performance Management Scorecards" },
            new[] { "" },
            new[] { title },
            new[] { "" },
            Columns.Split('|') };
        foreach (var (section, heading) in Sections.Zip(SectionNames))
        {
            grid.Add([heading]);
            foreach (var line in Kent.Printed.Where(l => l["section"] == section))
            {
                string Figure(string column) => line[column] == "" ? "" : line[column].Replace('-', '‐') + (line["unit"] == "percent" ? "%" : "");
                grid.Add(
                    [
                        line["indicator"].Replace(' ', '\u00A0'),
                        line["polarity"],
                        line["period"],
                        Figure("value"),
                        line["rag"],
                        line["numerator"],
                        line["denominator"],
                        Figure("previous"),
                        Figure("target")]);
                grid.Add([""]);
            }
        }

        grid.AddRange([["PERFORMANCE SUMMARY"], [""], [Sentence]]);
        return new TrapFile(name, () => Encoding.UTF8.GetBytes(CsvText(grid)))
        {
            Grid = [.. grid],
            Accepted = [.. Samples()],
            Counts = new(44 + 44 + 5 + 3, 44, 0, 44 + 5 + 3)
        };
    }

    /// <summary>What the samples of May and, at second hand, April say, line by line.</summary>
    static IEnumerable<string> Samples()
    {
        static IReadOnlyList<string> Read(string month) =>
            TrapOutcome.ReadAsync(
                File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", $"measure-{month}.csv")), "", CancellationToken.None)
                .GetAwaiter()
                .GetResult().Accepted;
        return Read("2012-05").Zip(Read("2012-04"), (may, april) => new[] { may, $"{april} at second hand" }).SelectMany(m => m);
    }

    static TrapFile Lines(string name, params string[] lines) => Table(name, [Title, "", Columns, .. lines]);

    static TrapFile Named(string name, string written, string like = "lac-foster-10-miles")
    {
        var (id, line, now, before) = like switch
        {
            "lac-placement" => ("ni63-lac-2y-placement", "|H|Snapshot|72.6%|A|318|438|71.6%|75.7%", "318/438 = 72.6027", "71.6"),
            "posts-qsw" => ("posts-qsw", "|H|Snapshot|85.2%|A|366.9|430.6|85.2%|90%", "366.9/430.6 = 85.2067", "85.2"),
            _ => (like, "|H|Snapshot|61.4%|A|740|1205|61.2%|65%", "740/1205 = 61.4108", "61.2"),
        };
        return Lines(name, written + line)
            .Gives($"kent-inc-uasc {id} 2012-05 {now}", $"kent-inc-uasc {id} 2012-04 = {before} at second hand")
            .Notes($"'{written}' was read as {id}");
    }

    static TrapFile NotNamed(string name, string written) =>
        Lines(name, written + "|H|Snapshot|61.4%|A|740|1205|61.2%|65%", SeenIa)
            .Gives(SeenIaNow, SeenIaBefore)
            .Refuses(4, "indicators", written == "" ? "is blank" : "does not match exactly one indicator");
}
