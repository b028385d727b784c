using System.Text;
using static Scorecards.Tests.TrapFile;

namespace Scorecards.Tests;

/// <summary>The traps, grouped under what they prove. In a table, | parts the cells.</summary>
static class TrapFiles
{
    const string Header = "scorecard|indicator|month|numerator|denominator|value";
    const string CafRow = "kent-inc-uasc|caf-rate|2012-05|2064|312597|66.0";
    const string IaRow = "kent-inc-uasc|ia-rate|2012-05|13777|312597|440.7";
    const string Caf = "kent-inc-uasc caf-rate 2012-05 2064/312597 = 66.0275";
    const string Ia = "kent-inc-uasc ia-rate 2012-05 13777/312597 = 440.7272";
    const string CsvHeader = "scorecard,indicator,month,numerator,denominator,value";
    const string CsvCaf = "kent-inc-uasc,caf-rate,2012-05,2064,312597,66.0";
    const string CsvIa = "kent-inc-uasc,ia-rate,2012-05,13777,312597,440.7";
    const string Nbsp = "\u00A0";
    const string NarrowNbsp = "\u202F";

    static readonly string Good = $"{CsvHeader}\n{CsvCaf}\n{CsvIa}\n";
    static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static IEnumerable<TrapFile> All =>
        [
            .. Encodings(),
            .. Separators(),
            .. Quotes(),
            .. LineEnds(),
            .. Surroundings(),
            .. Numbers(),
            .. Months(),
            .. Dates(),
            .. Headers(),
            .. Ragged(),
            .. NoValues(),
            .. Figures(),
            .. Keys(),
            .. Wide(),
            .. Comments(),
            .. NoTables(),
            .. Workbooks(),
            .. PrintedFiles.All,
            .. CalendarFiles.All];

    /// <summary>Figures that contradict each other within a row or a file, and what looks like it.</summary>
    public static IEnumerable<TrapFile> Contradictions()
    {
        yield return Table(
            "no-value-as-numerator-beside-a-value",
            Header,
            "kent-inc-uasc|seen-ia|2012-05|c|1477|80.3").Gives("kent-inc-uasc seen-ia 2012-05 none/1477 = 80.3");
        yield return Table("no-value-beside-a-negative-numerator", Header, "kent-inc-uasc|seen-ia|2012-05|-5|1477|c", IaRow)
            .Gives(Ia)
            .Refuses(2, "numerator", "is not a number from 0");
        yield return Table(
            "ids-with-u2010",
            Header,
            CafRow.Replace("kent-inc-uasc|caf-rate", "kent\u2010inc\u2010uasc|caf\u2010rate", StringComparison.Ordinal)).Gives(Caf);
        yield return Table(
            "wide-rows-that-contradict-in-one-month", "indicator|scorecard|Apr-12|May-12", "caf-rate|kent-inc-uasc|66.7|66.0",
            "caf-rate|kent-inc-uasc|66.7|67.0", "ia-rate|kent-inc-uasc||440.7")
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7").Refuses(3, "May-12", "row 2").Refuses(2, "May-12", "row 3").Rows(3, 1, 2, 0);
        yield return Table(
            "wide-rows-that-contradict-in-two-months", "indicator|scorecard|Apr-12|May-12", "caf-rate|kent-inc-uasc|66.7|66.0",
            "caf-rate|kent-inc-uasc|66.8|67.0", "ia-rate|kent-inc-uasc||440.7")
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7").Refuses(3, "Apr-12", "row 2").Refuses(2, "Apr-12", "row 3").Refuses(3, "May-12", "row 2")
            .Rows(3, 1, 2, 0);
    }

    /// <summary>A figure is the same in any encoding, so names are read here.</summary>
    static IEnumerable<TrapFile> Encodings()
    {
        const string names = "scorecard,name,slice,uasc\nthanet,Thanet’s £5 “café” – team,district,inc\n";
        const string read = "scorecard thanet 'Thanet’s £5 “café” – team' district inc";
        yield return Csv("utf8", names).Gives(read);
        yield return Csv("utf8-with-mark", names, new UTF8Encoding(true), hasMark: true).Gives(read);
        yield return Csv("utf16-little-endian-with-mark", names, Encoding.Unicode, hasMark: true).Gives(read);
        yield return Csv("utf16-little-endian-without-mark", names, Encoding.Unicode).Gives(read);
        yield return Csv("utf16-big-endian-with-mark", names, Encoding.BigEndianUnicode, hasMark: true).Gives(read);
        yield return Csv("utf16-big-endian-without-mark", names, Encoding.BigEndianUnicode).Gives(read);
        yield return Csv(
            "utf16-as-excel-saves-unicode-text",
            names.Replace(',', '\t').Replace("\n", "\r\n", StringComparison.Ordinal),
            Encoding.Unicode,
            hasMark: true).Gives(read);
        yield return Csv("windows-1252-smart-quotes-and-pound", names, Windows1252).Gives(read);
        yield return Csv(
            "windows-1252-after-100000-rows-of-ascii",
            CsvHeader + "\n" + CsvCaf + "\n" + string.Concat(Enumerable.Repeat(",,,,,\n", 100_000)) + CsvIa + "\n“note”\n",
            Windows1252)
            .Gives(Caf, Ia).Rows(100_003, 2, 0, 100_001);
        yield return Csv("windows-1252-single-byte-at-the-very-end", $"{Good}£", Windows1252).Gives(Caf, Ia).Rows(3, 2, 0, 1);
        yield return Csv(
            "utf8-character-across-a-block",
            CsvHeader + "\n" + string.Concat(Enumerable.Repeat(",,,,,\n", 21_836)) + "“”££££££££££££\n" + CsvCaf).Gives(Caf);
        yield return Csv("utf8-mark-twice", $"\uFEFF{Good}", new UTF8Encoding(true), hasMark: true).Gives(Caf, Ia);
        yield return Csv("utf8-lost-characters-in-a-name", "scorecard,name,slice,uasc\nthanet,Thanet\uFFFDs,district,inc\ndover,Dover,district,inc\n")
            .Gives("scorecard dover 'Dover' district inc").Refuses(2, "name", "characters that cannot be read");
    }

    static IEnumerable<TrapFile> Separators()
    {
        yield return Csv("separator-comma", Good).Gives(Caf, Ia);
        yield return Csv("separator-semicolon", Good.Replace(',', ';')).Gives(Caf, Ia);
        yield return Csv("separator-tab", Good.Replace(',', '\t')).Gives(Caf, Ia);
        yield return Csv("separator-pipe", Good.Replace(',', '|')).Gives(Caf, Ia);
        yield return Csv("separator-sep-line-semicolon", $"sep=;\n{Good.Replace(',', ';')}").Gives(Caf, Ia).Rows(2, 2, 0, 0);
        yield return Csv("separator-sep-line-comma-crlf", $"sep=,\r\n{Good.Replace("\n", "\r\n", StringComparison.Ordinal)}").Gives(Caf, Ia);
        yield return Csv("separator-sep-line-quoted-tab", $"\"sep=\t\"\n{Good.Replace(',', '\t')}").Gives(Caf, Ia);
        yield return Csv(
            "separator-semicolon-below-a-title-with-commas",
            $"Kent, inc UASC, May 2012, all, of, it, and, more\n{Good.Replace(',', ';')}").Gives(Caf, Ia);
        yield return Csv(
            "separator-tab-with-commas-in-numbers",
            "scorecard\tindicator\tmonth\tnumerator\tdenominator\nkent-inc-uasc\tcaf-rate\t2012-05\t2,064\t312,597\n").Gives(Caf);
        yield return Csv(
            "separator-semicolon-with-decimal-commas",
            "scorecard;indicator;month;value\nkent-inc-uasc;caf-rate;2012-05;66,0\nkent-inc-uasc;ia-rate;2012-05;440.7\n")
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7").Refuses(2, "value", "is not a number. A comma can only separate thousands");
        yield return Csv("separator-spaces-behind-it", Good.Replace(",", ", ", StringComparison.Ordinal)).Gives(Caf, Ia);
        yield return Csv("separators-trailing", Good.Replace("\n", ",,,\n", StringComparison.Ordinal)).Gives(Caf, Ia);
        yield return Csv("separators-trailing-below-the-header-only", $"{CsvHeader}\n{CsvCaf},\n{CsvIa},,,,\n").Gives(Caf, Ia);
        yield return Csv("separators-trailing-in-the-header-only", $"{CsvHeader},,\n{CsvCaf}\n{CsvIa}\n").Gives(Caf, Ia);
    }

    static IEnumerable<TrapFile> Quotes()
    {
        const string header = "scorecard,name,slice,uasc\n";
        yield return Csv(
            "quotes-around-everything",
            $"\"{Good.TrimEnd().Replace(",", "\",\"", StringComparison.Ordinal).Replace("\n", "\"\n\"", StringComparison.Ordinal)}\"\n")
                .Gives(Caf, Ia);
        yield return Csv(
            "quotes-around-a-separator", $"{header}dover,\"Dover, inc UASC\",district,inc\n").Gives("scorecard dover 'Dover, inc UASC' district inc");
        yield return Csv(
            "quotes-doubled-within", $"{header}dover,\"The \"\"Dover\"\" team\",team,inc\n").Gives("scorecard dover 'The \"Dover\" team' team inc");
        yield return Csv(
            "quotes-around-a-line-break-in-an-unused-column",
            "scorecard,indicator,month,value,comment\nkent-inc-uasc,caf-rate,2012-05,66.0,\"first\nsecond, "
            + "\"\"third\"\"\"\nkent-inc-uasc,ia-rate,2012-05,440.7,\n")
            .Gives("kent-inc-uasc caf-rate 2012-05 = 66", "kent-inc-uasc ia-rate 2012-05 = 440.7").Rows(2, 2, 0, 0);
        yield return Csv("quotes-around-a-line-break-in-a-name", $"{header}dover,\"Dover\nteam\",team,inc\nthanet,Thanet,district,inc\n")
            .Gives("scorecard thanet 'Thanet' district inc").Refuses(2, "name", "line break");
        yield return Csv(
            "quotes-around-a-line-break-in-the-header",
            $"scorecard,indicator,month,\"numerator\n(children)\",value\n{CsvCaf.Replace(",312597", "", StringComparison.Ordinal)}\n")
            .Gives("kent-inc-uasc caf-rate 2012-05 = 66");
        yield return Csv(
            "quotes-around-a-line-break-then-a-fault-is-numbered-as-a-spreadsheet-counts",
            "scorecard,indicator,month,value,comment\nkent-inc-uasc,caf-rate,2012-05,66.0,\"one\ntwo\nthree\"\nkent-inc-uasc,ia-rate,2012-05,many,\n")
            .Gives("kent-inc-uasc caf-rate 2012-05 = 66").Refuses(3, "value", "is not a number");
        yield return Csv("quote-stray-behind-a-quoted-cell", $"{CsvHeader}\nkent-inc-uasc,caf-rate,2012-05,\"20\"64,312597,66.0\n{CsvIa}\n")
            .Gives(Ia)
            .Refuses(2, "", "double quotes");
        yield return Csv("quote-within-an-unquoted-cell", $"{header}dover,The \"Dover\" team,team,inc\nthanet,Thanet,district,inc\n")
            .Gives("scorecard thanet 'Thanet' district inc").Refuses(2, "", "double quotes");
        yield return Csv(
            "quote-unclosed",
            $"{CsvHeader}\n{CsvIa}\nkent-inc-uasc,caf-rate,2012-05,\"2064,312597,66.0\n{CsvIa}\n")
            .Gives(Ia).Refuses(3, "", "double quotes").Rows(3, 1, 1, 1);
        yield return Csv(
            "quote-unclosed-before-two-megabytes",
            $"{CsvHeader}\nkent-inc-uasc,caf-rate,2012-05,\"2064,312597,66.0\n{string.Concat(Enumerable.Repeat(CsvIa + "\n", 42_000))}")
                .IsRefused("row 2 is longer than 1024 KB");
        yield return Csv(
            "quote-unclosed-in-the-last-cell",
            $"{CsvHeader}\n{CsvIa}\nkent-inc-uasc,caf-rate,2012-05,2064,312597,\"66.0")
            .Gives(Ia).Refuses(3, "", "double quotes");
        yield return Csv("quote-smart-around-cells", $"{CsvHeader}\n“kent-inc-uasc”,caf-rate,2012-05,2064,312597,66.0\n{CsvIa}\n")
            .Gives(Ia)
            .Refuses(2, "scorecard", "is not a scorecard");
        yield return Csv("quote-single-around-cells", $"{CsvHeader}\n'kent-inc-uasc',caf-rate,2012-05,2064,312597,66.0\n{CsvIa}\n")
            .Gives(Ia)
            .Refuses(2, "scorecard", "is not a scorecard");
    }

    static IEnumerable<TrapFile> LineEnds()
    {
        yield return Csv("lines-end-in-lf", Good).Gives(Caf, Ia).Rows(2, 2, 0, 0);
        yield return Csv("lines-end-in-crlf", Good.Replace("\n", "\r\n", StringComparison.Ordinal)).Gives(Caf, Ia).Rows(2, 2, 0, 0);
        yield return Csv("lines-end-in-cr", Good.Replace('\n', '\r')).Gives(Caf, Ia).Rows(2, 2, 0, 0);
        yield return Csv("lines-end-mixed", $"{CsvHeader}\r\n{CsvCaf}\r{CsvIa}\nkent-inc-uasc,s47-rate,2012-05,5775,312597,184.7")
            .Gives(Caf, Ia, "kent-inc-uasc s47-rate 2012-05 5775/312597 = 184.7427")
            .Rows(3, 3, 0, 0);
        yield return Csv("lines-end-not-at-the-end", Good.TrimEnd()).Gives(Caf, Ia).Rows(2, 2, 0, 0);
        yield return Csv("lines-end-in-crcrlf", Good.Replace("\n", "\r\r\n", StringComparison.Ordinal)).Gives(Caf, Ia);
        yield return Csv("lines-end-in-cr-in-utf16", Good.Replace('\n', '\r'), Encoding.Unicode, hasMark: true).Gives(Caf, Ia);
        yield return Csv("lines-end-with-ctrl-z", $"{Good}\u001A").Gives(Caf, Ia);
    }

    static IEnumerable<TrapFile> Surroundings()
    {
        yield return Table("title-rows-above", "Kent County Council", "Children's services, May 2012", "", Header, CafRow, IaRow)
            .Gives(Caf, Ia)
            .Notes("Skipped above the header in row 4: 'Kent County Council'; 'Children's services, May 2012'")
            .Rows(2, 2, 0, 0);
        yield return Table("title-row-merged-over-all-columns", "Measures||||| ", Header, CafRow).Gives(Caf).Notes("'Measures'");
        yield return Table("title-row-of-several-cells", "Prepared by|A. Person|On|31/05/2012", Header, CafRow)
            .Gives(Caf)
            .Notes("'Prepared by'; 'A. Person'");
        yield return Table("title-that-is-like-a-header", "scorecard|value", Header, CafRow).Gives(Caf);
        yield return Table("titles-in-49-rows-above", [.. Enumerable.Range(1, 49).Select(i => $"Note {i}"), Header, CafRow]).Gives(Caf);
        yield return Table(
            "titles-in-50-rows-above",
            [.. Enumerable.Range(1, 50).Select(i => $"Note {i}"), Header, CafRow]).IsRefused("no known header was found in its first 50 rows");
        yield return Table("notes-below", Header, CafRow, IaRow, "", "Source: Liberi, 1 June 2012", "c = fewer than five")
            .Gives(Caf, Ia)
            .Rows(5, 2, 0, 3);
        yield return Table("rows-blank-in-between", "", Header, "", CafRow, "|||||", " | | | | | ", IaRow, "").Gives(Caf, Ia).Rows(6, 2, 0, 4);
        yield return Table("rows-headed-by-section", Header, "HOW MUCH ARE WE DEALING WITH?|||||", CafRow, "|||Section two||", IaRow)
            .Gives(Caf, Ia)
            .Rows(4, 2, 0, 2);
        yield return Table("header-again-below-a-page-break", Header, CafRow, "", Header, IaRow).Gives(Caf, Ia).Rows(4, 2, 0, 2);
        yield return Table("columns-blank-on-the-left", $"||{Header}", $"||{CafRow}", $"||{IaRow}").Gives(Caf, Ia);
        yield return Table("row-with-only-its-first-cell", Header, "kent-inc-uasc|||||", CafRow).Gives(Caf).Rows(2, 1, 0, 1);
        yield return Table("row-with-only-two-cells", Header, "kent-inc-uasc|caf-rate||||", IaRow).Gives(Ia).Refuses(2, "month", "is blank");
        yield return Table("row-of-totals", Header, CafRow, "|||2064|312597|").Gives(Caf).Refuses(3, "scorecard", "is blank");
    }

    static IEnumerable<TrapFile> Numbers()
    {
        foreach (var (name, numerator) in new[]
        {
            ("grouped-by-comma", "14,655"),
            ("grouped-by-space", "14 655"),
            ("grouped-by-nbsp", $"14{Nbsp}655"),
            ("grouped-by-narrow-nbsp", $"14{NarrowNbsp}655"),
            ("grouped-by-thin-space", "14\u2009655"),
            ("with-decimals-of-zero", "14655.00"),
            ("with-an-exponent", "1.4655E+4"),
            ("with-a-plus", "+14655"),
            ("with-leading-zeros", "00014655"),
            ("within-nbsp", $"{Nbsp}14655{Nbsp}"), ("with-a-point-and-no-decimals", "14655."),
        })
        {
            yield return Table(
                $"number-{name}",
                Header,
                $"kent-inc-uasc|referral-rate|2012-05|{numerator}|312,597|",
                IaRow).Gives("kent-inc-uasc referral-rate 2012-05 14655/312597 = 468.8145", Ia);
        }

        foreach (var (name, numerator) in new[]
        {
            ("grouped-wrongly", "1,23"),
            ("grouped-wrongly-twice", "1,234,56"),
            ("grouped-after-four", "1234,567"),
            ("grouped-by-two-marks", "1,234 567"),
            ("grouped-by-points", "1.234.567"),
            ("with-a-comma-behind-the-point", "1.234,5"),
            ("with-comma-first", ",123"),
            ("with-comma-last", "123,"),
            ("with-decimal-comma", "66,0"),
            ("with-decimal-comma-of-three-below-one", "0,123"),
            ("in-words", "two"),
            ("with-a-pound-sign", "£2064"),
            ("with-two-points", "1..2"),
            ("infinite", "Infinity"),
            ("not-one", "NaN"),
            ("in-hexadecimal", "0x10"),
            ("with-minus-behind", "5-"),
            ("in-brackets", "(5)"),
            ("with-about", "~5"),
            ("as-an-excel-error", "#DIV/0!"),
            ("as-a-formula", "=A1+B1"),
            ("as-a-fraction", "3/4"),
            ("of-a-percentage", "5%"), ("with-a-star", "5*"), ("in-arabic-digits", "٣"), ("too-large-for-any-type", "1" + new string('0', 400)),
        })
        {
            yield return Table($"numerator-{name}", Header, $"kent-inc-uasc|caf-rate|2012-05|{numerator}|312597|", IaRow)
                .Gives(Ia)
                .Refuses(2, "numerator", numerator == "5%" ? "write the percentage as the value" : "is not a number");
        }

        foreach (var (name, value) in new[]
        {
            ("hyphen-minus", "-1.0"),
            ("u2010", "\u20101.0"),
            ("u2011", "\u20111.0"),
            ("u2012", "\u20121.0"),
            ("u2013", "\u20131.0"),
            ("u2212", "\u22121.0"),
            ("minus-and-space", "- 1.0"),
            ("u2010-and-nbsp", $"\u2010{Nbsp}1.0"),
            ("u2010-and-percent", "\u20101.0%"), ("percent", "-1.0%"), ("percent-behind-a-space", "-1.0 %"), ("percent-behind-nbsp", $"-1.0{Nbsp}%"),
        })
        {
            yield return Table(
                $"negative-with-{name}",
                Header,
                $"kent-inc-uasc|posts-unfilled|2012-05|||{value}").Gives("kent-inc-uasc posts-unfilled 2012-05 = -1");
        }

        yield return Table(
            "percent-on-a-percentage",
            Header,
            "kent-inc-uasc|seen-ia|2012-05|1186|1477|80.3%").Gives("kent-inc-uasc seen-ia 2012-05 1186/1477 = 80.2979");
        yield return Table("percent-on-a-rate", Header, "kent-inc-uasc|caf-rate|2012-05|||66.0%", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "must not be a percentage");
        yield return Table("percent-on-a-count", Header, "kent-inc-uasc|lac-with-cpp|2012-05|||22%", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "must not be a percentage");
        yield return Table("percent-alone", Header, "kent-inc-uasc|seen-ia|2012-05|||%", IaRow).Gives(Ia).Refuses(2, "value", "is not a number");
        yield return Table("percentage-as-a-fraction", Header, "kent-inc-uasc|seen-ia|2012-05|1186|1477|0.803", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "which give 80.2979");
        yield return Table("number-negative-numerator", Header, "kent-inc-uasc|caf-rate|2012-05|-5|312597|", IaRow)
            .Gives(Ia)
            .Refuses(2, "numerator", "is not a number from 0");
        yield return Table("number-at-the-bound", Header, "kent-inc-uasc|caf-rate|2012-05|||1,000,000,000,000", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "1,000,000,000,000");
        yield return Table(
            "number-of-the-largest-decimal", Header, $"kent-inc-uasc|caf-rate|2012-05|{decimal.MaxValue}|0.0000000000000000000000000001|", IaRow)
            .Gives(Ia)
            .Refuses(2, "numerator", "1,000,000,000,000");
        yield return Table(
            "target-of-the-largest-decimal",
            "indicator|scorecard|effective_from|target",
            $"caf-rate||2013-04-01|{decimal.MaxValue}",
            "ia-rate||2013-04-01|400")
            .Gives("target ia-rate all 2013-04-01 400").Refuses(2, "target", "1,000,000,000,000");
    }

    static IEnumerable<TrapFile> Months()
    {
        foreach (var month in new[]
        {
            "2012-05", "31/05/2012", "2012-05-31", "May 2012", "MAY 2012", "may 2012", "May-12", "May 12", "05/2012", "5/2012",
            "31 May 2012", "31-May-2012", "31-May-12", "31.05.2012", "31/5/2012", "31/05/12", "2012-05-31 00:00:00", "2012-05-31T00:00:00",
            "2012-05-01T00:00:00Z", "2012-05-31T23:00:00",
            "31/05/2012 00:00", "2012-05-01", "01/05/2012", "1 May 2012", "1/5/12", "2012/05", "2012/05/31", "May-2012", $"May{Nbsp}2012",
            "2012\u201005",
            "2012\u201105",
            "31\u201005\u20102012",
            $"{Nbsp}2012-05{Nbsp}",
        })
        {
            yield return Table($"month-written-{month}", Header, $"kent-inc-uasc|caf-rate|{month}|2064|312597|66.0", IaRow).Gives(Caf, Ia);
        }

        foreach (var (month, reason) in new[]
        {
            ("30/05/2012", "neither its first nor its last day"),
            ("02/02/2012", "neither its first nor its last day"),
            ("05/31/2012", "has the month before the day"),
            ("2012-04-30T23:00:00Z", "is not a month"),
            ("2012-05-01T00:30:00+01:00", "is not a month"),
            ("2012/13", "financial year"),
            ("2011/12", "financial year"),
            ("2012-13", "financial year"),
            ("2012-13", "financial year"),
            ("2012-00", "is not a month"),
            ("2012", "is not a month"),
            ("May", "is not a month"),
            ("Mai 2012", "is not a month"),
            ("12-05", "is not a month"),
            ("201205", "is not a month"),
            ("41060", "is not a month"),
            ("Q1 2012", "is not a month"),
            ("0012-05", "is not a month"),
            ("9999-12", "is not a month"),
            ("31/02/2012", "is not a month: February 2012 has 29 days"),
            ("2012-05-32", "is not a month"),
            ("5/31/12", "has the month before the day"),
            ("12-31-2012", "has the month before the day"),
            ("c", "is not a month"),
            ("", "is blank"),
            ("29/02/2011", "is not a month: February 2011 has 28 days"),
            ("1900-01", "not a month"),
            ("2199-12", "is not a month"),
            ("31/12/2199", "is not a month"),
        }.DistinctBy(m => m.Item1))
        {
            yield return Table($"month-refused-{month}", Header, $"kent-inc-uasc|caf-rate|{month}|2064|312597|66.0", IaRow)
                .Gives(Ia)
                .Refuses(2, "month", reason);
        }

        yield return Table(
            "month-of-a-leap-day",
            Header,
            "kent-inc-uasc|caf-rate|29/02/2012|2064|312597|66.0").Gives(Caf.Replace("2012-05", "2012-02", StringComparison.Ordinal));
        foreach (var september in new[] { "Sept 2012", "Sept-12", "Sept 12", "Sept-2012", "September-12", "September 12" })
        {
            yield return Table($"month-written-{september}", Header, $"kent-inc-uasc|caf-rate|{september}|2064|312597|66.0")
                .Gives(Caf.Replace("2012-05", "2012-09", StringComparison.Ordinal));
        }

    }

    static IEnumerable<TrapFile> Dates()
    {
        const string header = "indicator|scorecard|effective_from|target";
        foreach (var (written, from) in new[]
        {
            ("2012/13", "2012-04-01"),
            ("2012-13", "2012-04-01"),
            ("2011/12", "2011-04-01"),
            ("2012\u201013", "2012-04-01"),
            ("2012-04-01", "2012-04-01"),
            ("01/04/2012 00:00:00", "2012-04-01"),
            ("April 2012", "2012-04-01"),
            ("1 April 2012", "2012-04-01"),
            ("2012-04", "2012-04-01"),
            ("13/04/2012", "2012-04-13"),
        })
        {
            yield return Table($"effective-from-{written}", header, $"caf-rate||{written}|80").Gives($"target caf-rate all {from} 80");
        }

        yield return Table(
            "date-day-first-is-noted",
            header,
            "caf-rate||01/02/2012|80",
            "ia-rate||03/04/2012|400").Gives("target caf-rate all 2012-02-01 80", "target ia-rate all 2012-04-03 400")
            .Notes("Dates are read with the day first: 01/02/2012 as 1 February 2012.");
        yield return Table("date-month-first-is-refused", header, "caf-rate||04/13/2012|80", "ia-rate||2012-04-01|400")
            .Gives("target ia-rate all 2012-04-01 400")
            .Refuses(2, "effective_from", "is not a date");
        yield return Table("date-of-a-financial-year-that-is-none", header, "caf-rate||2012/14|80", "ia-rate||2012-04-01|400")
            .Gives("target ia-rate all 2012-04-01 400")
            .Refuses(2, "effective_from", "is not a date");
        yield return Table(
            "dates-of-a-recipient",
            "email|scorecard|audience|from|until",
            "a@council.gov.uk|kent-inc-uasc|leadership|1/2/12|31 Dec 2012").Gives("recipient a@council.gov.uk kent-inc-uasc 2012-02-01 2012-12-31")
            .Notes("1/2/12 as 1 February 2012");
        yield return Table(
            "date-that-its-month-does-not-have", "email|scorecard|audience|from|until",
            "a@council.gov.uk|kent-inc-uasc|leadership||31/9/2012", "b@council.gov.uk|kent-inc-uasc|leadership||30/9/2012")
            .Gives("recipient b@council.gov.uk kent-inc-uasc  2012-09-30")
            .Refuses(2, "until", "is not a date: September 2012 has 30 days. Its last day is 2012-09-30");
        yield return Table(
            "dates-backwards",
            "email|scorecard|audience|from|until",
            "a@council.gov.uk|kent-inc-uasc|leadership|2012-06-01|2012-05-01").Refuses(2, "until", "is before from");
    }

    static IEnumerable<TrapFile> Headers()
    {
        yield return Table("header-in-capitals-and-spaces", " Scorecard |INDICATOR|Month|Numerator|Denominator|Value", CafRow).Gives(Caf);
        yield return Table("header-with-accents", "Scorécard|indicator|month|numerator|denominator|value", CafRow).Gives(Caf);
        yield return Table(
            "header-in-another-order",
            "value|month|indicator|denominator|scorecard|numerator",
            "66.0|2012-05|caf-rate|312597|kent-inc-uasc|2064").Gives(Caf);
        yield return Table("header-with-columns-more", $"Team|{Header}|Notes", $"North|{CafRow}|fine").Gives(Caf);
        yield return Table(
            "header-with-blank-columns",
            "scorecard||indicator|month||numerator|denominator|value",
            "kent-inc-uasc|x|caf-rate|2012-05|y|2064|312597|66.0").Gives(Caf);
        yield return Csv("header-with-a-blank-column-last", $"{CsvHeader},\n{CsvCaf},fine\n").Gives(Caf);
        yield return Table(
            "header-with-a-column-twice", $"{Header}|Value", $"{CafRow}|67.0").IsRefused("column 'value' appears in the header more than once");
        yield return Table("header-with-an-unused-column-twice", $"{Header}|note|note", $"{CafRow}|a|b").Gives(Caf);
        yield return Table("header-without-indicator", "scorecard|indikator|month|value", "kent-inc-uasc|caf-rate|2012-05|66.0").IsRefused(
            "column 'indicator' is missing from this measure file. Found: 'scorecard', 'indikator', 'month', 'value'.");
        yield return Table(
            "header-without-figures",
            "scorecard|indicator|month",
            "kent-inc-uasc|caf-rate|2012-05").IsRefused("the columns 'numerator', 'denominator' and 'value' are all missing");
        yield return Table("header-missing", CafRow, IaRow).IsRefused("no known header was found in its first 50 rows");
        yield return Table(
            "header-of-something-else",
            "Name|Date of birth|Postcode",
            "A Child|01/02/2003|ME1 1AA").IsRefused("it looks as if it holds children's records");
        yield return Table(
            "header-with-value-only",
            "scorecard|indicator|month|value",
            "kent-inc-uasc|caf-rate|2012-05|66.0").Gives("kent-inc-uasc caf-rate 2012-05 = 66");
        yield return Table(
            "header-of-indicators",
            "indicator|section|section order|order|name|polarity|basis|unit|decimals",
            "new-one|How much are we dealing with?|1|99|New one|h|YTD|percent|1").Gives("indicator new-one 'New one' H percent 1");
    }

    static IEnumerable<TrapFile> Ragged()
    {
        yield return Csv("row-short", $"{CsvHeader}\nkent-inc-uasc,caf-rate,2012-05,2064,312597\n{CsvIa}\n").Gives(Caf, Ia);
        yield return Csv("row-too-short-for-its-figures", $"{CsvHeader}\nkent-inc-uasc,caf-rate,2012-05\n{CsvIa}\n")
            .Gives(Ia)
            .Refuses(2, "value", "no figure");
        yield return Csv("row-long-with-blanks", $"{CsvHeader}\n{CsvCaf},,, ,\n{CsvIa}\n").Gives(Caf, Ia);
        yield return Csv("row-long-with-text", $"{CsvHeader}\n{CsvCaf},,late\n{CsvIa}\n").Gives(Ia).Refuses(2, "", "more cells than the header's 6");
        yield return Csv("row-long-by-unquoted-thousands", $"{CsvHeader}\nkent-inc-uasc,caf-rate,2012-05,2,064,312,597,66.0\n{CsvIa}\n")
            .Gives(Ia)
            .Refuses(2, "", "more cells than the header's 6");
        yield return Csv("row-with-text-only-beyond-the-header", $"{CsvHeader}\n,,,,,,late\n{CsvIa}\n").Gives(Ia).Refuses(2, "", "more cells");
        yield return Csv("row-of-ten-thousand-cells", $"{CsvHeader}\n{CsvCaf}{new string(',', 10_000)}\n{CsvIa}\n").Gives(Caf, Ia);
    }

    static IEnumerable<TrapFile> NoValues()
    {
        foreach (var symbol in new[] { "c", "x", "z", "u", "k", "low", "..", "-", "NA", "C", "n/a", "\u2010", "\u2013", "[c]", "[low]" })
        {
            yield return Table(
                $"no-value-{symbol}-as-value",
                Header,
                $"kent-inc-uasc|seen-ia|2012-05|||{symbol}",
                IaRow).Gives($"kent-inc-uasc seen-ia 2012-05 = none ({symbol})", Ia);
            yield return Table(
                $"no-value-{symbol}-as-numerator",
                Header,
                $"kent-inc-uasc|seen-ia|2012-05|{symbol}|1477|",
                IaRow).Gives($"kent-inc-uasc seen-ia 2012-05 none/1477 = none ({symbol})", Ia);
            yield return Table(
                $"no-value-{symbol}-as-denominator",
                Header,
                $"kent-inc-uasc|seen-ia|2012-05|5|{symbol}|",
                IaRow).Gives($"kent-inc-uasc seen-ia 2012-05 5/none = none ({symbol})", Ia);
        }

        yield return Table(
            "no-value-of-a-count", Header, "kent-inc-uasc|lac-with-cpp|2012-05|||c").Gives("kent-inc-uasc lac-with-cpp 2012-05 = none (c)");
        yield return Table("no-value-everywhere", Header, "kent-inc-uasc|seen-ia|2012-05|c|c|c").Gives("kent-inc-uasc seen-ia 2012-05 = none (c)");
        yield return Table(
            "no-value-within-nbsp", Header, $"kent-inc-uasc|seen-ia|2012-05|||{Nbsp}x{Nbsp}").Gives("kent-inc-uasc seen-ia 2012-05 = none (x)");
        yield return Table("no-value-is-not-nought", Header, "kent-inc-uasc|seen-ia|2012-05|||0").Gives("kent-inc-uasc seen-ia 2012-05 = 0");
        yield return Table("no-value-of-an-unknown-symbol", Header, "kent-inc-uasc|seen-ia|2012-05|||q", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "is not a number");
        yield return Table("no-value-in-a-month", Header, "kent-inc-uasc|seen-ia|..|||5", IaRow).Gives(Ia).Refuses(2, "month", "is not a month");
        yield return Table("no-value-beside-a-fault", Header, "kent-inc-uasc|seen-ia|2012-05|two||c", IaRow)
            .Gives(Ia)
            .Refuses(2, "numerator", "is not a number");
        yield return Table("no-value-restated-by-a-value", Header, "kent-inc-uasc|seen-ia|2012-05|||c", "kent-inc-uasc|seen-ia|2012-05|||80.3", IaRow)
            .Gives(Ia)
            .Refuses(3, "indicator", "conflicts with row 2")
            .Refuses(2, "indicator", "conflicts with row 3");
    }

    static IEnumerable<TrapFile> Figures()
    {
        yield return Table("denominator-nought", Header, "kent-inc-uasc|seen-ia|2012-05|0|0|").Gives("kent-inc-uasc seen-ia 2012-05 0/0 = none");
        yield return Table(
            "denominator-nought-below-a-numerator", Header, "kent-inc-uasc|seen-ia|2012-05|5|0|").Gives("kent-inc-uasc seen-ia 2012-05 5/0 = none");
        yield return Table("denominator-nought-with-a-value", Header, "kent-inc-uasc|seen-ia|2012-05|0|0|0", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "the denominator is 0");
        yield return Table("value-contradicts-its-parts", Header, "kent-inc-uasc|caf-rate|2012-05|2064|312597|66.1", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "which give 66.0275");
        yield return Table("value-contradicts-the-numerator-of-a-count", Header, "kent-inc-uasc|lac-with-cpp|2012-05|21||22", IaRow)
            .Gives(Ia)
            .Refuses(2, "value", "does not agree with the numerator 21");
        yield return Table(
            "value-rounded-half-up",
            Header,
            "kent-inc-uasc|seen-ia|2012-05|1|8|12.5",
            "kent-inc-uasc|seen-ca|2012-05|1|800|0.13").Gives(
                "kent-inc-uasc seen-ia 2012-05 1/8 = 12.5", "kent-inc-uasc seen-ca 2012-05 1/800 = 0.125");
        yield return Table(
            "value-with-a-spreadsheets-noise",
            Header,
            "kent-inc-uasc|seen-ia|2012-05|1|3|33.3333333333333357").Gives("kent-inc-uasc seen-ia 2012-05 1/3 = 33.3333");
        yield return Table("numerator-without-denominator", Header, "kent-inc-uasc|seen-ia|2012-05|5||", IaRow)
            .Gives(Ia)
            .Refuses(2, "denominator", "is blank");
        yield return Table("denominator-without-numerator", Header, "kent-inc-uasc|seen-ia|2012-05||5|", IaRow)
            .Gives(Ia)
            .Refuses(2, "numerator", "is blank");
        yield return Table("figures-none", Header, "kent-inc-uasc|seen-ia|2012-05|||", IaRow).Gives(Ia).Refuses(2, "value", "no figure");
        yield return Table("faults-all-named", Header, "kent|caf|2012-13|a|b|q", IaRow).Gives(Ia)
            .Refuses(2, "scorecard", "is not a scorecard")
            .Refuses(2, "indicator", "is not an indicator")
            .Refuses(2, "month", "financial year")
            .Refuses(2, "numerator", "is not a number")
            .Refuses(2, "denominator", "is not a number")
            .Refuses(2, "value", "is not a number");
    }

    static IEnumerable<TrapFile> Keys()
    {
        const string other = "kent-inc-uasc|caf-rate|2012-05|2065|312597|";
        yield return Table("row-twice", Header, CafRow, CafRow, IaRow).Gives(Caf, Ia).Rows(3, 2, 0, 1);
        yield return Table("row-twice-written-differently", Header, CafRow, "KENT-INC-UASC|CAF-Rate|31/05/2012|2,064|312 597|", IaRow)
            .Gives(Caf, Ia)
            .Rows(3, 2, 0, 1);
        yield return Table("rows-that-contradict", Header, CafRow, IaRow, other)
            .Gives(Ia)
            .Refuses(4, "indicator", "conflicts with row 2")
            .Refuses(2, "indicator", "conflicts with row 4")
            .Rows(3, 1, 2, 0);
        yield return Table("rows-that-contradict-thrice", Header, CafRow, other, CafRow, IaRow)
            .Gives(Ia)
            .Refuses(3, "indicator", "row 2")
            .Refuses(2, "indicator", "row 3")
            .Refuses(4, "indicator", "row 2")
            .Rows(4, 1, 3, 0);
        yield return Table("value-alone-beside-its-counts", Header, CafRow, "kent-inc-uasc|caf-rate|2012-05|||66.0")
            .Gives(Caf, "kent-inc-uasc caf-rate 2012-05 = 66").Rows(2, 2, 0, 0);
        yield return Table("no-value-beside-counts", Header, CafRow, "kent-inc-uasc|caf-rate|2012-05|||c", IaRow)
            .Gives(Ia).Refuses(3, "indicator", "conflicts with row 2").Refuses(2, "indicator", "conflicts with row 3");
        yield return Table(
            "count-alone-beside-its-numerator", Header, "kent-inc-uasc|lac-with-cpp|2012-05|22||", "kent-inc-uasc|lac-with-cpp|2012-05|||22")
            .Gives("kent-inc-uasc lac-with-cpp 2012-05 22/none = 22").Rows(2, 1, 0, 1);
        yield return Table(
            "rows-of-two-scorecards",
            Header,
            CafRow,
            CafRow.Replace("kent", "ashford", StringComparison.Ordinal)).Gives(Caf, Caf.Replace("kent", "ashford", StringComparison.Ordinal));
        yield return Table(
            "rows-of-two-months",
            Header,
            CafRow,
            CafRow.Replace("-05", "-06", StringComparison.Ordinal)).Gives(Caf, Caf.Replace("-05", "-06", StringComparison.Ordinal));
        yield return Table("scorecard-unknown", Header, CafRow.Replace("kent-inc-uasc", "kent", StringComparison.Ordinal), IaRow)
            .Gives(Ia)
            .Refuses(2, "scorecard", "is not a scorecard in the catalogue");
        yield return Table("indicator-unknown", Header, CafRow.Replace("caf-rate", "caf", StringComparison.Ordinal), IaRow)
            .Gives(Ia)
            .Refuses(2, "indicator", "is not an indicator in the catalogue");
        yield return Table("scorecard-blank", Header, CafRow.Replace("kent-inc-uasc", "", StringComparison.Ordinal), IaRow)
            .Gives(Ia)
            .Refuses(2, "scorecard", "is blank");
        yield return Table("scorecard-with-nbsp-around", Header, $"{Nbsp}{CafRow}").Gives(Caf);
        yield return Table("every-row-refused", Header, CafRow.Replace("caf", "caff", StringComparison.Ordinal))
            .Refuses(2, "indicator", "is not an indicator")
            .IsRefused("no row could be accepted");
        yield return Table(
            "target-twice", "indicator|scorecard|effective_from|target", "caf-rate||2013-04-01|80", "caf-rate||2013/14|81",
            "ia-rate||2013-04-01|400").Gives("target ia-rate all 2013-04-01 400")
            .Refuses(2, "indicator", "appears in rows 2 and 3").Refuses(3, "indicator", "appears in rows 2 and 3");
        yield return Table(
            "formula-for-a-spreadsheet-is-only-text",
            "scorecard|name|slice|uasc",
            "=cmd()|x|district|inc|",
            "dover|=1+1|district|inc").Gives("scorecard =cmd() 'x' district inc", "scorecard dover '=1+1' district inc");
    }

    static IEnumerable<TrapFile> Wide()
    {
        string[] april = ["kent-inc-uasc caf-rate 2012-04 = 66.7", "kent-inc-uasc caf-rate 2012-05 = 66", "kent-inc-uasc ia-rate 2012-05 = 440.7"];
        string[] districts = [
            "kent-inc-uasc caf-rate 2012-05 = 66", "ashford-inc-uasc caf-rate 2012-05 = 70.1", "ashford-inc-uasc ia-rate 2012-05 = 400"];
        yield return Table(
            "wide-by-month-with-a-scorecard-column",
            "indicator|scorecard|Apr-12|May-12",
            "caf-rate|kent-inc-uasc|66.7|66.0",
            "ia-rate|kent-inc-uasc||440.7")
            .Gives(april)
            .Notes("column 'Apr-12' as 2012-04; column 'May-12' as 2012-05")
            .Rows(2, 2, 0, 0);
        yield return Table(
            "wide-by-month-under-a-title", "Scorecard - Kent, inc UASC", "", "Indicator|April 2012|May 2012", "caf-rate|66.7|66.0", "ia-rate||440.7")
            .Gives(april)
            .Notes("all for kent-inc-uasc");
        yield return Table(
            "wide-by-month-under-two-titles", "Scorecard - Kent, inc UASC", "", "Indicator|April 2012|May 2012", "caf-rate|66.7|66.0",
            "Scorecard - Ashford, inc UASC", "Indicator|April 2012|May 2012", "ia-rate|400|410")
            .Gives(april[..2])
            .Refuses(7, "", "is below the title 'Scorecard - Ashford, inc UASC'");
        yield return Table(
            "wide-by-month-with-months-over-several-columns", "Scorecard - Kent, inc UASC", "Indicator|Apr-12|||May-12||",
            "caf-rate|2050|312597|65.6|2064|312597|66.0")
            .IsRefused("row 3 has a figure in column 3, which has no heading and follows 'Apr-12'");
        yield return Table(
            "wide-by-month-with-arrows-between", "Indicator|scorecard|Apr-12||May-12|", "caf-rate|kent-inc-uasc|66.7|↑|66.0|↓",
            "ia-rate|kent-inc-uasc|||440.7|").Gives(april)
            .Notes("Column 4 has no heading and is not read (its first cell is in row 2).");
        yield return Table("wide-by-month-in-a-file-of-another-name", "Indicator|2012-04|2012-05", "caf-rate|66.7|66.0")
            .At("kent-inc-uascs-2012.csv").IsRefused("which scorecard it is for");
        yield return Table("wide-by-month-named-by-its-file", "Indicator|2012-04|2012-05", "caf-rate|66.7|66.0", "ia-rate||440.7")
            .At("measures/Kent inc UASC 2012.csv")
            .Gives(april);
        yield return Table(
            "wide-by-month-without-a-scorecard",
            "Indicator|2012-04|2012-05",
            "caf-rate|66.7|66.0").IsRefused("neither a title above the table nor the file's name says which scorecard");
        yield return Table(
            "wide-by-month-with-names",
            "Indicator|scorecard|2012-04|2012-05",
            "Number of CAFs completed per 10,000 population under 18|Kent, inc UASC|66.7|66.0",
            "NUMBER OF INITIAL ASSESSMENTS PER 10000 POPULATION UNDER 18|KENT INC UASC||440.7").Gives(april);
        yield return Table(
            "wide-by-month-with-two-columns-of-one",
            "indicator|scorecard|May-12|2012-05",
            "caf-rate|kent-inc-uasc|66.7|66.0").IsRefused("two columns, 'May-12' and '2012-05', are for the same month or scorecard");
        yield return Table(
            "wide-by-month-with-a-table-beside-it",
            "Scorecard - Kent, inc UASC",
            "Indicator|Mar-12|Apr-12||Indicator|May-12|Jun-12",
            "caf-rate|66.7|66.0||ia-rate|440|441").IsRefused("column 'indicator' appears in the header more than once. Keep only one of them");
        yield return Table(
            "wide-by-month-with-a-column-of-indicators-twice",
            "Monthly Indicators|scorecard|Apr-12|monthly indicators|May-12",
            "caf-rate|kent-inc-uasc|66.7|ia-rate|440").IsRefused("column 'monthly_indicators' appears in the header more than once");
        yield return Table(
            "wide-by-month-with-its-indicators-on-both-sides",
            "scorecard|indicator|Apr-12|May-12|indicator",
            "kent-inc-uasc|caf-rate|66.7|66.0|caf-rate",
            "kent-inc-uasc|ia-rate||440.7|ia-rate").Gives(april);
        yield return Table(
            "wide-by-month-with-two-columns-of-indicators-behind-it",
            "scorecard|Apr-12|May-12|indicator|indicator",
            "kent-inc-uasc|66.7|66.0|caf-rate|ia-rate").IsRefused("column 'indicator' appears in the header more than once");
        yield return Table(
            "wide-by-month-with-columns-more",
            "Ref|Indicator|scorecard|Apr-12|May-12|Target|Comment",
            "1|caf-rate|kent-inc-uasc|66.7|66.0|77.2|fine",
            "2|ia-rate|kent-inc-uasc||440.7||").Gives(april);
        yield return Table(
            "wide-by-month-with-sections", "indicator|scorecard|Apr-12|May-12", "HOW MUCH|||", "caf-rate|kent-inc-uasc|66.7|66.0", "|||",
            "ia-rate|kent-inc-uasc||440.7")
            .Gives(april)
            .Rows(4, 2, 0, 2);
        yield return Table(
            "wide-by-month-with-no-value",
            "indicator|scorecard|Apr-12|May-12",
            "seen-ia|kent-inc-uasc|c|80.3%").Gives("kent-inc-uasc seen-ia 2012-04 = none (c)", "kent-inc-uasc seen-ia 2012-05 = 80.3");
        yield return Table(
            "wide-by-month-with-a-wrong-cell",
            "indicator|scorecard|Apr-12|May-12",
            "caf-rate|kent-inc-uasc|66.7|66,0",
            "ia-rate|kent-inc-uasc||440.7")
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7")
            .Refuses(2, "May-12", "is not a number");
        yield return Table(
            "wide-by-month-with-an-unknown-indicator",
            "indicator|scorecard|Apr-12|May-12",
            "nothing|kent-inc-uasc|66.7|66.0",
            "ia-rate|kent-inc-uasc||440.7")
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7")
            .Refuses(2, "indicator", "does not match exactly one indicator");
        yield return Table(
            "wide-by-month-with-an-unknown-scorecard",
            "indicator|scorecard|Apr-12|May-12",
            "caf-rate|dover|66.7|66.0",
            "ia-rate|kent-inc-uasc||440.7")
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7")
            .Refuses(2, "scorecard", "is not a scorecard in the catalogue");
        yield return Table(
            "wide-by-month-with-an-empty-row", "indicator|scorecard|Apr-12|May-12", "caf-rate|kent-inc-uasc||", "ia-rate|kent-inc-uasc||440.7")
            .Gives("kent-inc-uasc ia-rate 2012-05 = 440.7")
            .Rows(2, 1, 0, 1);
        yield return Table(
            "wide-by-month-that-is-not-filled-in", "Scorecard - Kent, inc UASC", "Indicator|Apr-12|May-12", "caf-rate||", "ia-rate||")
            .IsRefused("no row could be accepted: all are blank, headings or notes, or have no figure")
            .Rows(2, 0, 0, 2);
        yield return Table(
            "wide-by-month-a-row-twice", "indicator|scorecard|Apr-12|May-12", "caf-rate|kent-inc-uasc|66.7|66.0", "caf-rate|kent-inc-uasc|66.7|66.0")
            .Gives(april[..2])
            .Rows(2, 1, 0, 1);
        yield return Table(
            "wide-by-one-month-is-not-wide", "indicator|2012-05", "caf-rate|66.0").IsRefused("no known header was found in its first 50 rows");
        yield return Csv(
            "wide-by-month-with-semicolons", "Kent, inc UASC\nindicator;Apr-12;May-12\ncaf-rate;66.7;66.0\nia-rate;;440.7\n").Gives(april);
        yield return Table(
            "wide-by-scorecard-with-a-month-column",
            "indicator|month|Kent, inc UASC|Ashford, inc UASC",
            "caf-rate|May 2012|66.0|70.1",
            "ia-rate|31/05/2012||400")
            .Gives(districts)
            .Notes("column 'Kent, inc UASC' as kent-inc-uasc");
        yield return Table(
            "wide-by-scorecard-under-a-title", "All districts, May 2012", "indicator|kent-inc-uasc|ashford-inc-uasc", "caf-rate|66.0|70.1",
            "ia-rate||400")
            .Gives(districts)
            .Notes("all for 2012-05");
        yield return Table("wide-by-scorecard-named-by-its-file", "indicator|kent-inc-uasc|ashford-inc-uasc", "caf-rate|66.0|70.1", "ia-rate||400")
            .At("districts-2012-05.csv")
            .Gives(districts);
        yield return Table(
            "wide-by-scorecard-without-a-month",
            "indicator|kent-inc-uasc|ashford-inc-uasc",
            "caf-rate|66.0|70.1").IsRefused("neither a title above the table nor the file's name says which month");
        yield return Table(
            "wide-by-scorecard-under-a-title-of-two-months",
            "April 2012 and May 2012",
            "indicator|kent-inc-uasc|ashford-inc-uasc",
            "caf-rate|66.0|70.1").IsRefused("which month");
        yield return Table(
            "wide-by-scorecard-with-two-columns-of-one",
            "indicator|month|kent-inc-uasc|Kent, inc UASC",
            "caf-rate|2012-05|66.0|70.1").IsRefused("are for the same month or scorecard");
        yield return Table(
            "wide-by-scorecard-with-one-that-is-not-known", "indicator|month|Kent, inc UASC|Ashford, inc UASC|Thanet, inc UASC",
            "caf-rate|May 2012|66.0|70.1|71.5", "ia-rate|31/05/2012||400|")
            .Gives(districts[2])
            .Refuses(2, "Thanet, inc UASC", "is below a heading that is not a scorecard in the catalogue")
            .Rows(2, 1, 1, 0);
        yield return Table(
            "wide-by-scorecard-with-a-slip-in-one", "indicator|month|kent-inc-uasc|ashford-inc-uasc|kent-inc-usac",
            "caf-rate|May 2012|66.0|70.1|66.0")
            .Refuses(2, "kent-inc-usac", "Did you mean kent-inc-uasc?");
        yield return Table(
            "wide-by-scorecard-with-columns-more",
            "indicator|month|Kent, inc UASC|Ashford, inc UASC|Total|Target 2012-13|Notes|Direction of travel|% change|England|Lead|2011/12",
            "caf-rate|May 2012|66.0|70.1|136.1|77.2|4|1|-2.5%|60|R. Jones|58.0", "ia-rate|31/05/2012||400|400|||||||")
            .Gives(districts);
    }

    /// <summary>What services say of their figures: sentences, in which anything can be.</summary>
    static IEnumerable<TrapFile> Comments()
    {
        const string header = "scorecard|indicator|month|comment|owner|action|due";
        const string good = "kent-inc-uasc|caf-rate|2012-05|Two teams are short of staff.|Head of Early Help|Recruit|30/09/2012";
        const string read = "commentary kent-inc-uasc caf-rate 2012-05 'Two teams are short of staff.' Head of Early Help Recruit 2012-09-30";
        yield return Table("commentary", header, good).Gives(read);
        yield return Table(
            "commentary-alone",
            "Scorecard|Indicator|Month|Comment",
            "Kent, inc UASC|Number of CAFs completed per 10,000 population under 18|31/05/2012|Fewer schools took part.")
            .Gives("commentary kent-inc-uasc caf-rate 2012-05 'Fewer schools took part.' - -");
        yield return Table(
            "commentary-beside-figures-is-a-measure-file",
            "scorecard|indicator|month|value|comment|owner|action|due",
            "kent-inc-uasc|caf-rate|2012-05|66.0|Fewer schools|A team|Recruit|30/09/2012").Gives("kent-inc-uasc caf-rate 2012-05 = 66");
        yield return Csv(
            "commentary-of-several-lines",
            "scorecard,indicator,month,comment\nkent-inc-uasc,caf-rate,2012-05,\"First.\r\n\r\nSecond,  third.\"\n").Gives(
                "commentary kent-inc-uasc caf-rate 2012-05 'First. Second, third.' - -");
        yield return Table("commentary-that-closes-an-action", header, "kent-inc-uasc|caf-rate|2012-05|All posts are filled.||Closed|")
            .Gives("commentary kent-inc-uasc caf-rate 2012-05 'All posts are filled.' - Closed");
        yield return Table("commentary-blank", header, good, "kent-inc-uasc|ia-rate|2012-05||Head of Duty||")
            .Gives(read)
            .Refuses(3, "comment", "is blank. Explain the result");
        yield return Table("commentary-too-long", header, good, $"kent-inc-uasc|ia-rate|2012-05|{new string('x', 601)}|||")
            .Gives(read)
            .Refuses(3, "comment", "is longer than 600 characters");
        yield return Table(
            "commentary-on-what-is-not-there", header, good, "surrey|ia-rate|2012-05|Fine.|||", "kent-inc-uasc|ia|2012-05|Fine.|||",
            "kent-inc-uasc|ia-rate|2012|Fine.|||", "kent-inc-uasc|s47-rate|2012-05|Fine.||Recruit|soon")
            .Gives(read)
            .Refuses(3, "scorecard", "is not a scorecard")
            .Refuses(4, "indicator", "is not an indicator in the catalogue")
            .Refuses(5, "month", "is not a month")
            .Refuses(6, "due", "is not a date");
        yield return Table("commentary-twice", header, good, "kent-inc-uasc|ia-rate|2012-05|Better.|||", "kent-inc-uasc|ia-rate|2012-05|Worse.|||")
            .Gives(read)
            .Refuses(3, "scorecard", "appears in rows 3 and 4")
            .Refuses(4, "scorecard", "appears in rows 3 and 4");
        yield return Table(
            "commentary-that-a-spreadsheet-would-run",
            header,
            "kent-inc-uasc|caf-rate|2012-05|=1+1|@team|-|").Gives("commentary kent-inc-uasc caf-rate 2012-05 '=1+1' @team -");

        const string refused = "looks as if it holds children's records";
        foreach (var (name, comment) in new[]
        {
            ("an-nhs-number", "The case 401 023 2137 was late."),
            ("an-nhs-number-unspaced", "(4010232137)"),
            ("a-pupil-number", "Pupil A123456789012, out of school."),
            ("a-learner-number", "Learner 1000000043 has left."),
            ("a-temporary-pupil-number", "Pupil N00000000001A joined."),
        })
        {
            yield return Table($"commentary-with-{name}", header, $"kent-inc-uasc|caf-rate|2012-05|{comment}|||").IsRefused(refused);
        }

        foreach (var (name, comment) in new[]
        {
            ("a-postcode", "The team at ME14 1XQ."),
            ("a-postcode-in-small-letters", "the office at me141xq moved"), ("a-postcode-at-the-end", "moved to CT1 2NX"),
        })
        {
            yield return Table($"commentary-with-{name}", header, $"kent-inc-uasc|caf-rate|2012-05|{comment}|||")
                .Gives($"commentary kent-inc-uasc caf-rate 2012-05 '{comment}' - -");
        }

        yield return Table(
            "commentary-with-a-postcode-in-the-action", header, good, "kent-inc-uasc|ia-rate|2012-05|Fine.||Visit ME14 1XQ|")
            .Gives(read, "commentary kent-inc-uasc ia-rate 2012-05 'Fine.' - Visit ME14 1XQ");
        yield return Table(
            "commentary-with-an-nhs-number-in-the-action", header, good, "kent-inc-uasc|ia-rate|2012-05|Fine.||Visit 401 023 2137|")
            .IsRefused("row 3, column 'action' has a number that looks like a child's");
        yield return Table(
            "commentary-with-an-nhs-number-far-down",
            [
                header,
                good,
                .. Enumerable.Range(0, 1_100).Select(i => $"kent-inc-uasc|ia-rate|{1910 + (i / 12)}-{(i % 12) + 1:00}|Fine.|||"),
                "kent-inc-uasc|s47-rate|2012-05|See 401 023 2137.|||"]).IsRefused(refused);
        yield return Csv(
            "commentary-with-an-nhs-number-beyond-the-header",
            "scorecard,indicator,month,comment\nkent-inc-uasc,caf-rate,2012-05,Late, with 401 023 2137\n")
            .IsRefused(refused)
            .Refuses(2, "", "the row has more cells");
        yield return Table(
            "commentary-with-figures-that-are-no-one's",
            header,
            "kent-inc-uasc|caf-rate|2012-05|Q1 2nd reviews: 1,420 of 1,683 (84.4%); team 2 3rd in Kent; 401 023 2138; phone 01622 123456; NI 59; "
            + "by 1st June.|||")
            .Gives(
                "commentary kent-inc-uasc caf-rate 2012-05 'Q1 2nd reviews: 1,420 of 1,683 (84.4%); team 2 3rd in Kent; 401 023 2138; phone "
                + "01622 123456; NI 59; by 1st June.' - -");
    }

    static IEnumerable<TrapFile> NoTables()
    {
        const string unknown = "no known header was found in its first 50 rows";
        yield return Csv("no-table-empty", "").IsRefused("the file is empty");
        yield return Csv("no-table-blank-lines", "\n\r\n\r  \n").IsRefused("the file is empty");
        yield return Csv("no-table-only-separators", ",,,\n,,,\n").IsRefused("the file is empty");
        yield return Csv("no-table-only-a-utf8-mark", "", new UTF8Encoding(true), hasMark: true).IsRefused("the file is empty");
        yield return Csv("no-table-only-a-utf16-mark", "", Encoding.Unicode, hasMark: true).IsRefused("the file is empty");
        yield return Csv("no-table-only-a-header", CsvHeader).IsRefused("the file has a header but no rows");
        yield return Csv("no-table-only-a-header-and-blank-lines", $"{CsvHeader}\n,,,,,\n\n")
            .IsRefused("no row could be accepted: all are blank, headings or notes, or have no figure");
        yield return Csv(
            "no-table-a-letter", "Dear colleague,\n\nplease find the May scorecard attached.\n\nKind regards,\nA. Person\n").IsRefused(unknown);
        yield return Csv(
            "no-table-html",
            "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n<body><p>Your session has expired.</p></body></html>")
                .IsRefused("the file is a web page");
        yield return Csv("no-table-json", "{\"scorecard\": \"kent-inc-uasc\", \"indicator\": \"caf-rate\", \"value\": 66.0}").IsRefused(unknown);
        yield return Csv(
            "no-table-xml", "<?xml version=\"1.0\"?><measures><measure scorecard=\"kent\"/></measures>")
            .IsRefused("the file is XML, which is not read");
        yield return Csv("no-table-one-word", "x").IsRefused(unknown);
        yield return new TrapFile("no-table-random-bytes", () => Bytes(1, 4_000)).IsRefused("");
        yield return new TrapFile("no-table-zero-bytes", () => new byte[4_000]).IsRefused("");
        yield return new TrapFile(
            "no-table-a-line-of-three-megabytes", () => [.. Enumerable.Repeat((byte)'a', 3_000_000)]).IsRefused("row 1 is longer than 1024 KB");
        yield return new TrapFile("no-table-a-picture", () => [0x89, .. "PNG\r\n\u001A\n"u8, .. Bytes(2, 2_000)]).IsRefused("");
    }

    /// <summary>What only a workbook can hold; the tables above are read from workbooks too.</summary>
    static IEnumerable<TrapFile> Workbooks()
    {
        var may = new DateOnly(2012, 5, 31);
        yield return Workbook("workbook-of-numbers-and-dates", ["kent-inc-uasc", "caf-rate", may, 2064, 312597, 66.0]).Gives(Caf, Ia);
        yield return Workbook(
            "workbook-of-percentages",
            ["kent-inc-uasc", "seen-ia", may, 1186, 1477, XlsxCell.Percent(0.803)]).Gives("kent-inc-uasc seen-ia 2012-05 1186/1477 = 80.2979", Ia);
        yield return Workbook("workbook-percentage-of-a-rate", ["kent-inc-uasc", "caf-rate", may, null, null, XlsxCell.Percent(0.66)])
            .Gives(Ia)
            .Refuses(2, "value", "must not be a percentage");
        yield return Workbook("workbook-date-within-the-month", ["kent-inc-uasc", "caf-rate", new DateOnly(2012, 5, 2), 2064, 312597, 66.0])
            .Gives(Ia)
            .Refuses(2, "month", "the cell holds that day, whatever its format shows");
        yield return Workbook("workbook-serial-for-a-month", ["kent-inc-uasc", "caf-rate", 41060, 2064, 312597, 66.0])
            .Gives(Ia)
            .Refuses(2, "month", "is not a month");
        yield return Workbook("workbook-error-as-value", ["kent-inc-uasc", "caf-rate", may, null, null, XlsxCell.Error("#DIV/0!")])
            .Gives(Ia)
            .Refuses(2, "value", "F2");
        yield return Workbook("workbook-error-as-month", ["kent-inc-uasc", "caf-rate", XlsxCell.Error("#N/A"), 2064, 312597, 66.0])
            .Gives(Ia)
            .Refuses(2, "month", "C2");
        yield return Workbook("workbook-error-as-scorecard", [XlsxCell.Error("#N/A"), "caf-rate", "2012-05", 2064, 312597, 66.0])
            .Gives(Ia)
            .Refuses(2, "scorecard", "A2");
        yield return Workbook("workbook-formula-never-calculated", ["kent-inc-uasc", "caf-rate", may, null, null, XlsxCell.Formula("A1*2")])
            .Gives(Ia)
            .Refuses(2, "value", "F2");
        yield return Workbook(
            "workbook-formula-with-its-value",
            ["kent-inc-uasc", "caf-rate", may, 2064, 312597, XlsxCell.Formula("D2/E2*10000", 66.0275)]).Gives(Caf, Ia);
        yield return Workbook("workbook-half-a-surrogate-pair-in-an-id", ["kent-inc-uasc_xD800_", "caf-rate", may, 2064, 312597, 66.0])
            .Gives(Ia)
            .Refuses(2, "scorecard", "is not a scorecard");
        yield return Workbook("workbook-note-right-of-the-table", ["kent-inc-uasc", "caf-rate", may, 2064, 312597, 66.0, null, "see tab 2"])
            .Gives(Caf, Ia)
            .Rows(2, 2, 0, 0)
            .Notes("Cells to the right of the table are not read (row 2)");
        yield return Workbook("workbook-note-right-of-the-table-only", [null, null, null, null, null, null, null, "see tab 2"])
            .Gives(Ia)
            .Rows(2, 1, 0, 1)
            .Notes("Cells to the right of the table are not read (row 2)");
        yield return Workbook(
            "workbook-postcode-right-of-the-table",
            ["kent-inc-uasc", "caf-rate", may, 2064, 312597, 66.0, null, "CT1 2NX"])
            .Gives(Caf, Ia)
            .Notes("Cells to the right of the table are not read (row 2)");
        yield return Workbook(
            "workbook-nhs-number-right-of-the-table",
            ["kent-inc-uasc", "caf-rate", may, 2064, 312597, 66.0, null, "401 023 2137"]).IsRefused("'Sheet1', row 2, column 8 has a number");
        yield return new TrapFile(
            "workbook-hidden-rows",
            () => new XlsxBuilder()
                .Sheet("S", s => s.Rows([[.. Header.Split('|')], [.. CafRow.Split('|')], [.. IaRow.Split('|')]]).Hide(2))
                .ToBytes())
            .Gives(Caf, Ia).Notes("Hidden rows are read like the others (row 2)");
        yield return new TrapFile(
            "workbook-half-a-surrogate-pair-in-the-header",
            () => XlsxBuilder.FromRows([.. Header.Split('|'), "_xD800_"], [.. IaRow.Split('|')]))
            .IsRefused("row 1, column 7 has characters that cannot be read");
        yield return new TrapFile(
            "workbook-half-a-surrogate-pair-in-a-name",
            () => XlsxBuilder.FromRows(
                ["scorecard", "name", "slice", "uasc"], ["dover", "Dover_xD800_", "district", "inc"], ["thanet", "Thanet", "district", "inc"]))
            .Gives("scorecard thanet 'Thanet' district inc").Refuses(2, "name", "characters that cannot be read");
        yield return new TrapFile(
            "workbook-in-a-zip-beside-csv",
            () => XlsxBuilder.Zip(
                [
                    ("a.csv", Encoding.UTF8.GetBytes($"{CsvHeader}\n{CsvCaf}\n")),
                    ("b.xlsx", XlsxBuilder.FromRows([.. Header.Split('|')], [.. IaRow.Split('|')])),
                    ("c.txt", "hello"u8.ToArray())]))
            .Gives(Caf, Ia).Notes("'c.txt' was not read");
    }

    /// <summary>The header, a row and one that is right.</summary>
    static TrapFile Workbook(string name, object?[] row) => new(name, () => XlsxBuilder.FromRows([.. Header.Split('|')], row, [.. IaRow.Split('|')]));

    static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

}
