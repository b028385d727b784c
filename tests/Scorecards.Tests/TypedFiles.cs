using System.Text;
using static Scorecards.Tests.TrapFile;

namespace Scorecards.Tests;

/// <summary>
/// Files as people type them: months and years, symbols for none, targets in words, headers of their own, quotes that do not close.
/// </summary>
static class TypedFiles
{
    const string Header = "scorecard|indicator|month|numerator|denominator|value";
    const string Caf = "kent-inc-uasc caf-rate";
    const string Trend = "scorecard|indicator";

    public static IEnumerable<TrapFile> All =>
        [
            .. YearsAndMonths(), .. YearsInHeaders(), .. TypedMonths(), .. Symbols(), .. Dashes(), .. Counts(), .. Marks(), .. Targets(),
            .. PrintedTargets(), .. Headers(), .. Quotes(), .. Sheets()];

    static TrapFile Months(string name, params string[] months) =>
        Table(name, ["scorecard|indicator|month|value", .. months.Select(m => $"kent-inc-uasc|caf-rate|{m}|66.0")]);

    static IEnumerable<TrapFile> YearsAndMonths()
    {
        foreach (var written in new[] { "2009-10", "2010-11", "2011-12", "2005-06", "2011\u201312", "2011\u201012" })
        {
            yield return Months($"year-or-month-alone-{written}", written).Refuses(2, "month", "can be a month or the financial year");
            yield return Table(
                $"year-or-month-of-a-comment-{written}",
                "scorecard|indicator|month|comment",
                $"kent-inc-uasc|caf-rate|{written}|Fewer schools.").Refuses(2, "month", "such as 31/12/2011, or in letters, such as Dec 2011");
        }

        yield return Months("year-or-month-among-months", "2011-09", "2011-11", "2011-12", "2012-01")
            .Gives($"{Caf} 2011-09 = 66", $"{Caf} 2011-11 = 66", $"{Caf} 2011-12 = 66", $"{Caf} 2012-01 = 66")
            .Notes("is read as a month, as the other months of the table are: 2011-12 as December 2011.");
        yield return Months("year-or-month-before-months", "2010-11", "2011-12", "2012-01")
            .Gives($"{Caf} 2010-11 = 66", $"{Caf} 2011-12 = 66", $"{Caf} 2012-01 = 66").Notes("2010-11 as November 2010");
        yield return Months("year-or-month-among-years", "2010-11", "2011-12", "2012-13")
            .Refuses(4, "month", "is a financial year").Refuses(2, "month", "can be").Refuses(3, "month", "can be").Rows(3, 0, 3, 0);
        yield return Months("year-or-month-beside-a-month-in-letters", "2011-12", "May 2012")
            .Gives($"{Caf} 2012-05 = 66").Refuses(2, "month", "can be a month or the financial year");
        yield return Table(
            "year-or-month-by-scorecard", "indicator|month|kent-inc-uasc|ashford-inc-uasc", "caf-rate|2011-12|66|67", "caf-rate|May 2012|68|69")
            .Gives($"{Caf} 2012-05 = 68", "ashford-inc-uasc caf-rate 2012-05 = 69").Refuses(2, "month", "can be");
        yield return Table("year-or-month-in-the-title", "Scorecard 2011-12", "indicator|kent-inc-uasc|ashford-inc-uasc", "caf-rate|66|67")
            .IsRefused("What can be a financial year, such as 2011-12, is not taken for a month");
        yield return Table("year-or-month-of-a-target", "indicator|scorecard|effective_from|target", "caf-rate||2011-12|80")
            .Gives("target caf-rate all 2011-04-01 80").Notes("is read as the year: 2011-12 as the year from 1 April 2011.");
        yield return Table(
            "year-or-month-of-a-target-among-months", "indicator|scorecard|effective_from|target", "caf-rate||2011-12|80", "ia-rate||2012-01|400")
            .Gives("target caf-rate all 2011-12-01 80", "target ia-rate all 2012-01-01 400").Notes("2011-12 as December 2011");
        yield return Months("month-with-two-digits-of-its-year", "May-12").Gives($"{Caf} 2012-05 = 66")
            .Notes("Two digits behind a month are read as its year: May-12 as May 2012.");
    }

    static IEnumerable<TrapFile> YearsInHeaders()
    {
        yield return Table("years-beside-months-in-the-header", $"{Trend}|2010-11|2011-12|Apr-12|May-12", "kent-inc-uasc|caf-rate|60|61|66.7|66.0")
            .Gives($"{Caf} 2012-04 = 66.7", $"{Caf} 2012-05 = 66")
            .Notes("Column '2011-12' is read as a financial year", "For a month write December 2011.");
        yield return Table("months-alone-in-the-header", $"{Trend}|2011-11|2011-12|2012-01", "kent-inc-uasc|caf-rate|60|61|62")
            .Gives($"{Caf} 2011-11 = 60", $"{Caf} 2011-12 = 61", $"{Caf} 2012-01 = 62").Notes("2011-12 as December 2011");
        yield return Table("years-alone-in-the-header", $"{Trend}|2009-10|2010-11|2011-12", "kent-inc-uasc|caf-rate|60|61|62")
            .IsRefused("the header has financial years: '2009-10' and '2010-11' and '2011-12'");
        yield return Table("months-in-names-of-columns", $"{Trend}|2011_11|2011_12|2012_01", "kent-inc-uasc|caf-rate|60|61|62")
            .Gives($"{Caf} 2011-11 = 60", $"{Caf} 2011-12 = 61", $"{Caf} 2012-01 = 62");
        yield return Table("quarters-in-names-of-columns", $"{Trend}|2012_1|2012_2|2012_3", "kent-inc-uasc|caf-rate|60|61|62")
            .IsRefused("upload the file again. The kinds of file are");
        yield return Table("years-in-names-of-columns", $"{Trend}|2011_12|2012_13", "kent-inc-uasc|caf-rate|60|61")
            .IsRefused("the header has financial years: '2011_12' and '2012_13'");
        yield return Table("months-without-a-year-in-the-header", "Scorecard - Kent, inc UASC", "Indicator|Apr|May|Jun", "caf-rate|60|61|62")
            .IsRefused("it needs a column for each month with its year (May-12)");
        yield return Table("years-in-two-forms-in-the-header", $"{Trend}|2011-12|2012/13", "kent-inc-uasc|caf-rate|60|61")
            .IsRefused("write Dec 2011");
    }

    static IEnumerable<TrapFile> TypedMonths()
    {
        string[] expected = [$"{Caf} 2012-03 = 60", $"{Caf} 2012-04 = 61", $"{Caf} 2012-05 = 62"];
        foreach (var header in new[]
        {
            "31/03/2012|30/04/2012|31/05/2012", "01/03/2012|01/04/2012|01/05/2012", "2012-03-01|2012-04-01|2012-05-01", "1-Mar-12|1-Apr-12|1-May-12",
            "2012-03-31 00:00:00|2012-04-30 00:00:00|2012-05-31 00:00:00", "Mar 12|Apr 12|May 12", "1 March 2012|30 April 2012|May 2012",
            "Mar '12|Apr ’12|May'12", "MAR12|APR12|MAY12", "31st March 2012|1st April 2012|31st May 2012", "31.03.12|30.04.12|31.05.12",
            "20120331|20120430|20120531", "2012 Mar|2012 April|2012 May", "Mar.2012|Apr.12|May/12", "2012-03-31T00:00:00|2012-04-30T00:00|May-2012",
            "Mar-12 (r)|Apr-12 [p]|May 2012 [note 1]", "Mar-12|April-12|May-12 (provisional)", "March 12|April 12|May 12 (prov)",
            "2012_03|2012_04|2012_05",
        })
        {
            yield return Table($"wide-header-{header}", $"{Trend}|{header}", "kent-inc-uasc|caf-rate|60|61|62").Gives(expected);
        }

        yield return Table("wide-header-day-first", $"{Trend}|01/03/2012|01/04/2012|01/05/2012", "kent-inc-uasc|caf-rate|60|61|62")
            .Gives(expected).Notes("Dates are read with the day first: 01/03/2012 as 1 March 2012.");
        yield return Table("wide-header-of-weeks", $"{Trend}|08/05/2012|15/05/2012|22/05/2012", "kent-inc-uasc|caf-rate|60|61|62")
            .IsRefused("the header has dates within a month: '08/05/2012' and '15/05/2012'");
        yield return Table("wide-header-of-a-month-twice", $"{Trend}|01/05/2012|31/05/2012", "kent-inc-uasc|caf-rate|60|61")
            .IsRefused("'01/05/2012' and '31/05/2012', are for the same month");
        yield return Table("wide-header-month-first", $"{Trend}|03/31/2012|04/30/2012|05/31/2012", "kent-inc-uasc|caf-rate|60|61|62")
            .IsRefused("the header has dates with the month before the day: '03/31/2012' and '04/30/2012' and '05/31/2012'. Write the day first");
        foreach (var quarter in new[] { "Q1 2012-13", "2012 Q1", "Apr-Jun 2012", "H1 2012", "FY 2011/12", "YTD", "Total" })
        {
            yield return Months($"no-month-{quarter}", quarter, "2012-05").Gives($"{Caf} 2012-05 = 66").Refuses(2, "month", "is not a month");
            yield return Table($"no-month-in-the-header-{quarter}", $"{Trend}|Apr-12|May-12|{quarter}", "kent-inc-uasc|caf-rate|66.7|66.0|200")
                .Gives($"{Caf} 2012-04 = 66.7", $"{Caf} 2012-05 = 66");
        }

        foreach (var format in new[] { "mmm-yy", "mmmm yyyy", "yyyy-mm", "14", "17" })
        {
            yield return new TrapFile($"wide-header-of-dates-shown-as-{format}", () => XlsxBuilder.FromRows(
                ["scorecard", "indicator", Day(3, 1, format), Day(4, 1, format), Day(5, 31, format)], ["kent-inc-uasc", "caf-rate", 60, 61, 62]))
                .Gives(expected);
            yield return new TrapFile($"month-cell-shown-as-{format}", () => XlsxBuilder.FromRows(
                ["scorecard", "indicator", "month", "value"],
                ["kent-inc-uasc", "caf-rate", Day(3, 1, format), 60],
                ["kent-inc-uasc", "caf-rate", Day(4, 30, format), 61],
                ["kent-inc-uasc", "caf-rate", Day(5, 15, format), 62]))
                .Gives(expected[..2]).Refuses(4, "month", "is a date within a month");
        }

        static XlsxCell Day(int month, int day, string format) => XlsxCell.Date(new DateOnly(2012, month, day), format);
    }

    static IEnumerable<TrapFile> Symbols()
    {
        foreach (var symbol in new[]
        {
            "*", "~", ":", ".", "..", "...", "…", "<5", "< 5", "<=5", "≤5", ">95%", "1-5", "1 - 5", "1 to 4", "1\u20135", "k", "u", "TBC",
            "tbc.", "[*]", "Data to be supplied", "Not available", "fewer than 5", "Awaiting data", "n/k", "nk", "supp", "DNS", "n/d", "#",
            "5 or fewer", "did not submit", "withheld",
        })
        {
            yield return Table($"symbol-{symbol}-as-value", Header, $"kent-inc-uasc|seen-ia|2012-05|||{symbol}")
                .Gives($"kent-inc-uasc seen-ia 2012-05 = none ({symbol})");
            yield return Table($"symbol-{symbol}-as-numerator", Header, $"kent-inc-uasc|seen-ia|2012-05|{symbol}|1477|")
                .Gives($"kent-inc-uasc seen-ia 2012-05 none/1477 = none ({symbol})");
            yield return Table($"symbol-{symbol}-in-a-wide-table", $"{Trend}|Apr-12|May-12", $"kent-inc-uasc|seen-ia|{symbol}|80")
                .Gives($"kent-inc-uasc seen-ia 2012-04 = none ({symbol})", "kent-inc-uasc seen-ia 2012-05 = 80");
        }

        foreach (var written in new[] { "5*", "~5", "66-70", "5-1", "<", "<five", "q", "to be", "nil", "(12)", "12 (1)", "12 [x]", "[r]", "12¹" })
        {
            yield return Table($"symbol-not-{written}", Header, $"kent-inc-uasc|seen-ia|2012-05|||{written}")
                .Refuses(2, "value", "If there is no figure, write why");
        }
    }

    /// <summary>What may be how a spreadsheet shows 0.</summary>
    static IEnumerable<TrapFile> Dashes()
    {
        const string dash = "A dash in place of a figure is read as no figure";
        yield return Table(
            "symbol-dash-may-be-nought", Header, "kent-inc-uasc|seen-ia|2012-05|||80", "kent-inc-uasc|lac-no-qsw|2012-05|||-",
            "kent-inc-uasc|lac-pep|2012-05|\u2013|412|")
            .Gives("kent-inc-uasc seen-ia 2012-05 = 80", "kent-inc-uasc lac-no-qsw 2012-05 = none (-)",
                "kent-inc-uasc lac-pep 2012-05 none/412 = none (\u2013)")
            .Notes($"{dash} (2 rows, the first is row 3). Where it means nought, as spreadsheets show it, write 0.");
        yield return Table(
            "symbol-dash-in-a-wide-table-may-be-nought", $"{Trend}|Apr-12|May-12", "kent-inc-uasc|lac-no-qsw|-|--", "kent-inc-uasc|seen-ia|c|80")
            .Gives("kent-inc-uasc lac-no-qsw 2012-04 = none (-)", "kent-inc-uasc lac-no-qsw 2012-05 = none (--)",
                "kent-inc-uasc seen-ia 2012-04 = none (c)", "kent-inc-uasc seen-ia 2012-05 = 80").Notes($"{dash} (row 2).");
        yield return Table(
            "symbol-dash-in-print-may-be-nought", "Scorecard - Kent, inc UASC May 2012", "Indicators|Latest Result|previous", "lac-no-qsw|-|-",
            "seen-ia|80|-").Gives("kent-inc-uasc lac-no-qsw 2012-05 = none (-)", "kent-inc-uasc seen-ia 2012-05 = 80").Notes($"{dash} (row 3).");
        yield return Table("symbol-that-is-no-dash", Header, "kent-inc-uasc|seen-ia|2012-05|||..")
            .Gives("kent-inc-uasc seen-ia 2012-05 = none (..)").Silent("dash");
    }

    static IEnumerable<TrapFile> Counts()
    {
        yield return Table("count-with-a-denominator", Header, "kent-inc-uasc|seen-ia|2012-05|80|100|", "kent-inc-uasc|lac-no-qsw|2012-05|44|98000|")
            .Gives("kent-inc-uasc seen-ia 2012-05 80/100 = 80", "kent-inc-uasc lac-no-qsw 2012-05 44/98000 = 44")
            .Notes("The figure of a count is its numerator: a denominator is kept and shown beside it, and nothing is divided by it (row 3). ");
        yield return Table("count-without-a-denominator", Header, "kent-inc-uasc|seen-ia|2012-05|80|100|", "kent-inc-uasc|lac-no-qsw|2012-05|44||44")
            .Gives("kent-inc-uasc seen-ia 2012-05 80/100 = 80", "kent-inc-uasc lac-no-qsw 2012-05 44/none = 44").Silent("denominator");
    }

    /// <summary>Revised, provisional and estimated figures, and those with a note.</summary>
    static IEnumerable<TrapFile> Marks()
    {
        foreach (var (written, read) in new[]
        {
            ("80.3 [r]", "80.3"), ("80.3[1]", "80.3"), ("80.3% (p)", "80.3"), ("80 [note 12]", "80"), ("80.3\u00A0[e]", "80.3"),
        })
        {
            yield return Table($"mark-{written}", Header, $"kent-inc-uasc|seen-ia|2012-05|||{written}")
                .Gives($"kent-inc-uasc seen-ia 2012-05 = {read}")
                .Notes($"Marks of footnotes behind a number are left out: {written.Trim()} as {read}.");
            yield return Table($"mark-{written}-in-a-wide-table", $"{Trend}|Apr-12|May-12", $"kent-inc-uasc|seen-ia|{written}|80")
                .Gives($"kent-inc-uasc seen-ia 2012-04 = {read}", "kent-inc-uasc seen-ia 2012-05 = 80").Notes("Marks of footnotes");
            yield return Table($"mark-{written}-of-a-target", "indicator|scorecard|effective_from|target", $"seen-ia||2012-04-01|{written}")
                .Gives($"target seen-ia all 2012-04-01 {read}").Notes("Marks of footnotes");
        }
    }

    static IEnumerable<TrapFile> Targets()
    {
        const string header = "indicator|scorecard|effective_from|target";
        foreach (var (written, read) in new[]
        {
            ("Less than 22%", "22"), ("<22%", "22"), ("Fewer than 22", "22"), ("22% or less", "22"), ("At least 22 per cent", "22"), ("≥ 22", "22"),
            ("no more than 22.0%", "22"), ("Target: 22", "22"), ("22%+", "22"),
            ("22 (min)", "22"), ("22% target", "22"), ("22%.", "22"), ("<5%", "5"),
        })
        {
            yield return Table($"target-{written}", header, $"seen-ia||2012-04-01|{written}").Gives($"target seen-ia all 2012-04-01 {read}")
                .Notes($"Row 2: '{written}' in column 'target' was read as {read}");
        }

        foreach (var written in new[] { "No target", "n/a", "None", "TBC", "-", "not set", "Baseline year", "No target (monitoring)" })
        {
            yield return Table($"target-{written}", header, $"seen-ia||2012-04-01|{written}").Gives("target seen-ia all 2012-04-01 none")
                .Notes("was read as no target");
        }

        foreach (var written in new[] { "better than last year", "80-90%", "less than", "nil", "Between 80% and 90%", "Above national average" })
        {
            yield return Table($"target-{written}", header, $"seen-ia||2012-04-01|{written}", "ia-rate||2012-04-01|400")
                .Gives("target ia-rate all 2012-04-01 400").Refuses(2, "target", "is not a target");
        }
    }

    static IEnumerable<TrapFile> PrintedTargets()
    {
        foreach (var (written, note) in new[]
        {
            ("Less than 80%", "'Less than 80%' in column 'target' was read as 80%"), ("No target", "was read as no target"),
            ("as good as our neighbours", "'as good as our neighbours' is not a number. It was not compared."), ("80-90", "was not compared"),
            ("n/a", "was read as no target"), ("Fewer than 85", "the printed target is 85"),
        })
        {
            yield return Table(
                $"printed-target-{written}", "Kent, inc UASC May 2012", "Indicators|Latest Result|Num|Denom|Target",
                $"Number of CAFs completed per 10,000 population under 18|66.0|2064|312597|{written}")
                .Gives($"{Caf} 2012-05 2064/312597 = 66.0275").Notes(note);
        }

        yield return Table(
            "printed-with-symbols-for-its-parts", "Kent, inc UASC May 2012", "Indicators|Latest Result|Num|Denom",
            "Number of CAFs completed per 10,000 population under 18||<5|312597")
            .Gives($"{Caf} 2012-05 none/312597 = none (<5)");
    }

    static IEnumerable<TrapFile> Headers()
    {
        string[] expected = [$"{Caf} 2012-03 = 60", $"{Caf} 2012-04 = 61"];
        foreach (var name in new[] { "Monthly Indicators", "Indicator", "Performance Measure", "Key performance indicators", "KPI" })
        {
            yield return Table(
                $"wide-under-{name}", "Scorecard - Kent, inc UASC May 2012", $"{name}|Polarity|Data Period|Mar-12|Apr-12|DOT|Target 2012-13",
                "caf-rate|L|MS|60|61|up|20.0").Gives(expected);
            yield return Table(
                $"printed-under-{name}", "Scorecard - Kent, inc UASC March 2012", $"{name}|Polarity|Latest Result|RAG", "caf-rate|H|60|R")
                .Gives(expected[0]);
        }

        const string kinds = "wide-measure (indicator, a column for each month with its year (May-12) or each scorecard, ...)";
        yield return Table(
            "header-of-published-statistics", "time_period|time_identifier|geographic_level|la_name|category|CPP_start|CPP_percent",
            "2025|Reporting year|Local authority|Kent|Plans|1274|24.3")
            .IsRefused("Found: 'time_period', 'time_identifier', 'geographic_level', 'la_name', 'category', 'CPP_start', 'CPP_percent'.");
        yield return Table("header-of-published-statistics-names-all-kinds", "time_period|la_name|CPP_start", "2025|Kent|1274").IsRefused(kinds);
        yield return Table("header-of-nothing-known-is-nearest-to-figures", "time_period|la_name|CPP_start", "2025|Kent|1274")
            .IsRefused("The nearest kind is measure: it needs 'scorecard', 'indicator', 'month' too.");
        yield return Table("header-that-is-no-target-file", "Indicator|Current|Target", "caf-rate|66|77")
            .IsRefused("nearest kind is wide-measure: it needs a column for each month with its year (May-12) or each scorecard too. "
                + "The kind wide-measure does not know 'Current', 'Target'.");
        yield return Table("header-below-a-title-that-is-not-known", "Our indicators", "Team|Cases|Target", "North|12|3")
            .IsRefused("Found: 'Team', 'Cases', 'Target'.");
        yield return Table("header-of-nothing-known-is-not-repeated", "Quillfeather|Brambleworth|see file", "North|12|3")
            .IsRefused("Found: a row of 3 cells, and no name of a column that is known.").Silent("Quillfeather");
        yield return Table("header-missing-says-no-row", "North|12|3", "South|13|4").IsRefused("Found: a row of 3 cells with figures or dates");
    }

    static IEnumerable<TrapFile> Quotes()
    {
        const string header = "scorecard,indicator,month,value";
        const string caf = "kent-inc-uasc,caf-rate,2012-05,66.0";
        const string ia = "kent-inc-uasc,ia-rate,2012-05,440.7";
        const string s47 = "kent-inc-uasc,s47-rate,2012-05,184.7";
        const string readIa = "kent-inc-uasc ia-rate 2012-05 = 440.7";
        const string readS47 = "kent-inc-uasc s47-rate 2012-05 = 184.7";
        yield return Csv("quote-opens-the-last-cell", $"{header}\n{caf.Replace("66", "\"66", StringComparison.Ordinal)}\n{ia}\n{s47}\n")
            .Gives(readIa, readS47).Refuses(2, "", "double quotes").Rows(3, 2, 1, 0);
        yield return Csv(
            "quote-closes-two-rows-on", $"{header}\n{caf.Replace("66", "\"66", StringComparison.Ordinal)}\n{ia}\n{s47}\"\n{s47}\n")
            .Gives(readIa, readS47).Refuses(2, "", "double quotes").Refuses(4, "", "double quotes").Rows(4, 2, 2, 0);
        yield return Csv("quote-that-swallows-a-row-well", $"{header},note\n{caf},\"fine\n{ia},\"\n{s47},\n")
            .Gives(readS47).Refuses(2, "", "double quotes").Refuses(3, "", "double quotes").Rows(3, 1, 2, 0);
        yield return Csv("quote-behind-the-last-figure", $"{header}\n{caf}\"\n{ia}\n").Gives(readIa).Refuses(2, "", "double quotes").Rows(2, 1, 1, 0);
        yield return Csv("quote-broken-then-lines-that-belong-together",
            $"{header},note\n{caf},\"a\"b\n{ia},\"one\ntwo, three, four, five, and six\"\n{s47},\n")
            .Gives(readIa, readS47).Refuses(2, "", "double quotes").Rows(3, 2, 1, 0);
        yield return Csv(
            "quotes-behind-spaces",
            "\"scorecard\", \"indicator\", \"month\", \"value\"\n\"kent-inc-uasc\", \"ia-rate\" , \"2012-05\",  \"440.7\"\n")
            .Gives(readIa).Rows(1, 1, 0, 0);
        yield return Csv(
            "quotes-behind-spaces-around-a-separator",
            "scorecard, name, slice, uasc\ndover, \"Dover, inc UASC\", \"district\", \"inc\"\n")
            .Gives("scorecard dover 'Dover, inc UASC' district inc");
        yield return Csv(
            "quote-broken-in-utf16", $"{header}\n{caf.Replace("66", "\"66", StringComparison.Ordinal)}\n{ia}\n", Encoding.Unicode, hasMark: true)
            .Gives(readIa).Refuses(2, "", "double quotes");
    }

    static IEnumerable<TrapFile> Sheets()
    {
        yield return new TrapFile("workbook-with-an-empty-module-sheet", () => new XlsxBuilder()
            .Sheet("S", s => s.Rows([["scorecard", "indicator", "month", "value"], ["kent-inc-uasc", "ia-rate", "2012-05", 440.7]]))
            .Part("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                + "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>"
                + "<sheet name=\"Module1\" sheetId=\"2\" state=\"veryHidden\" r:id=\"\"/></sheets></workbook>")
            .ToBytes())
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7").Notes("The sheet 'Module1' was not read: it has no cells.");
        yield return new TrapFile("workbook-with-a-hidden-sheet", () => new XlsxBuilder()
            .Sheet("S", s => s.Rows([["scorecard", "indicator", "month", "value"], ["kent-inc-uasc", "ia-rate", "2012-05", 440.7]]))
            .Sheet("Data", s => s.Rows([["scorecard", "indicator", "month", "value"], ["kent-inc-uasc", "caf-rate", "2012-05", 66.0]]), "hidden")
            .ToBytes())
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7")
            .Notes("The sheet 'Data' was not read: it is hidden. Unhide it if its figures should count.");
        yield return Csv("note-without-a-sheet", "a,b\n1,2\n").IsRefused("no known header").Silent("''");
    }
}
