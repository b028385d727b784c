using static Scorecards.Tests.TrapFile;

namespace Scorecards.Tests;

/// <summary>Files that say when scorecards are mailed: timetables and bank holidays.</summary>
static class CalendarFiles
{
    const string Timetable = "scorecard|working_day|hour|deadline|early";
    const string KentRow = "kent-inc-uasc|10|9|15|no";
    const string Kent = "timetable kent-inc-uasc working day 10 9:00 deadline 15";

    const string Holiday = "bank_holiday|name|withdrawn";
    const string NewYearRow = "2029-01-01|New Year's Day|";
    const string NewYear = "bank holiday 2029-01-01 'New Year's Day'";

    public static IEnumerable<TrapFile> All => [.. Timetables(), .. WrongTimetables(), .. BankHolidays(), .. WrongBankHolidays()];

    static IEnumerable<TrapFile> Timetables()
    {
        yield return Table("timetable", Timetable, KentRow, "ashford-inc-uasc|3|14|5|yes")
            .Gives(Kent, "timetable ashford-inc-uasc working day 3 14:00 deadline 5 early")
            .Rows(2, 2, 0, 0);
        yield return Table("timetable-without-early", "scorecard|working_day|hour|deadline", "kent-inc-uasc|10|9|15").Gives(Kent);
        yield return Table("timetable-with-early-blank", Timetable, "kent-inc-uasc|10|9|15|").Gives(Kent);
        yield return Table("timetable-with-early-in-capitals", Timetable, "kent-inc-uasc|10|9|15|YES").Gives($"{Kent} early");
        yield return Table(
            "timetable-of-every-other-scorecard", Timetable, KentRow, "|5|8|7|").Gives(Kent, "timetable all working day 5 8:00 deadline 7");
        yield return Table(
            "timetable-at-its-least", Timetable, "kent-inc-uasc|1|0|1|").Gives("timetable kent-inc-uasc working day 1 0:00 deadline 1");
        yield return Table(
            "timetable-at-its-most", Timetable, "kent-inc-uasc|30|23|45|").Gives("timetable kent-inc-uasc working day 30 23:00 deadline 45");
        yield return Table(
            "timetable-with-another-header",
            "Mailing from June",
            "Deadline|Working Day|Scorecard|HOUR|Agreed by",
            "15|10|KENT-inc-uasc|09|the board").Gives(Kent);
        yield return Table(
            "timetable-with-header-again-and-notes", Timetable, KentRow, "", Timetable, "ashford-inc-uasc|3|14|5|", "Agreed in May||||")
            .Gives(Kent, "timetable ashford-inc-uasc working day 3 14:00 deadline 5").Rows(5, 2, 0, 3);
        yield return Csv("timetable-with-semicolons", "scorecard;working_day;hour;deadline\nkent-inc-uasc;10;9;15\n").Gives(Kent);
    }

    static IEnumerable<TrapFile> WrongTimetables()
    {
        foreach (var (name, row, column, reason) in new[]
        {
            ("of-no-scorecard", "surrey|3|9|5|", "scorecard", "is not a scorecard in the catalogue"),
            ("on-day-0", "ashford-inc-uasc|0|9|5|", "working_day", "is not a whole number from 1 to 30"),
            ("on-day-31", "ashford-inc-uasc|31|9|16|", "working_day", "is not a whole number from 1 to 30"),
            ("on-half-a-day", "ashford-inc-uasc|3.5|9|5|", "working_day", "is not a whole number from 1 to 30"),
            ("on-a-day-in-words", "ashford-inc-uasc|third|9|5|", "working_day", "is not a whole number from 1 to 30"),
            ("on-a-date", "ashford-inc-uasc|2012-06-05|9|5|", "working_day", "is not a whole number from 1 to 30"),
            ("without-a-day", "ashford-inc-uasc||9|5|", "working_day", "is blank"),
            ("at-hour-24", "ashford-inc-uasc|3|24|5|", "hour", "is not a whole number from 0 to 23"),
            ("before-midnight", "ashford-inc-uasc|3|-1|5|", "hour", "is not a whole number from 0 to 23"),
            ("at-a-time", "ashford-inc-uasc|3|09:00|5|", "hour", "is not a whole number from 0 to 23"),
            ("without-an-hour", "ashford-inc-uasc|3||5|", "hour", "is blank"),
            ("that-ends-before-it-begins", "ashford-inc-uasc|3|9|2|", "deadline", "is not a whole number from 3 to 18"),
            ("that-waits-too-long", "ashford-inc-uasc|3|9|19|", "deadline", "is not a whole number from 3 to 18"),
            ("without-a-deadline", "ashford-inc-uasc|3|9||", "deadline", "is blank"),
            ("perhaps-early", "ashford-inc-uasc|3|9|5|perhaps", "early", "is not one of yes, no"),
        })
        {
            yield return Table($"timetable-{name}", Timetable, row, KentRow).Gives(Kent).Refuses(2, column, reason).Rows(2, 1, 1, 0);
        }

        yield return Table("timetable-with-every-fault", Timetable, "surrey|0|24|99|x", KentRow).Gives(Kent)
            .Refuses(2, "scorecard", "is not a scorecard")
            .Refuses(2, "working_day", "from 1 to 30")
            .Refuses(2, "hour", "from 0 to 23")
            .Refuses(2, "deadline", "from 1 to 16")
            .Refuses(2, "early", "yes, no")
            .Rows(2, 1, 1, 0);
        yield return Table("timetable-twice", Timetable, "ashford-inc-uasc|3|9|5|", KentRow, "Ashford-Inc-UASC|4|9|6|")
            .Gives(Kent)
            .Refuses(2, "scorecard", "rows 2 and 4")
            .Refuses(4, "scorecard", "rows 2 and 4")
            .Rows(3, 1, 2, 0);
        yield return Table("timetable-of-every-other-scorecard-twice", Timetable, "|3|9|5|", "|3|9|5|", KentRow)
            .Gives(Kent)
            .Refuses(2, "scorecard", "rows 2 and 3")
            .Refuses(3, "scorecard", "rows 2 and 3");
        yield return Table("timetable-header-without-deadline", "scorecard|working_day|hour", "kent-inc-uasc|10|9").IsRefused(
            "column 'deadline' is missing from this timetable file. Found: 'scorecard', 'working_day', 'hour'.");
        yield return Table("timetable-without-rows", Timetable).IsRefused("the file has a header but no rows");
    }

    static IEnumerable<TrapFile> BankHolidays()
    {
        yield return Table("bank-holiday", Holiday, NewYearRow, "2012-06-05|Diamond Jubilee|yes")
            .Gives(NewYear, "bank holiday 2012-06-05 'Diamond Jubilee' withdrawn")
            .Rows(2, 2, 0, 0);
        yield return Table("bank-holiday-of-two-columns", "bank_holiday|name", "2029-01-01|New Year's Day").Gives(NewYear);
        yield return Table("bank-holiday-not-withdrawn", Holiday, "2029-01-01|New Year's Day|No").Gives(NewYear);
        foreach (var written in
            new[] { "1 January 2029", "01/01/2029", "1-Jan-29", "01.01.2029", "2029/1/1", "2029-01-01T00:00:00", "2029\u201001\u201001" })
        {
            yield return Table($"bank-holiday-written-{written}", Holiday, $"{written}|New Year's Day|").Gives(NewYear).Silent("day first");
        }

        yield return Table("bank-holiday-day-first", Holiday, "05/06/2012|Diamond Jubilee|")
            .Gives("bank holiday 2012-06-05 'Diamond Jubilee'")
            .Notes("Dates are read with the day first: 05/06/2012 as 5 June 2012.");
        yield return Table("bank-holiday-on-a-sunday", Holiday, "2028-12-31|A Sunday|").Gives("bank holiday 2028-12-31 'A Sunday'");
        yield return Table("bank-holiday-on-a-leap-day", Holiday, "29/02/2028|A day more|").Gives("bank holiday 2028-02-29 'A day more'");
        yield return Table(
            "bank-holiday-first-and-last",
            Holiday,
            "1900-01-01|First|",
            "31/12/2199|Last|").Gives("bank holiday 1900-01-01 'First'", "bank holiday 2199-12-31 'Last'");
        yield return Table(
            "bank-holiday-with-another-header",
            "England and Wales, 2029",
            "Name|Bank Holiday|Division",
            "New Year's Day|2029-01-01|england-and-wales").Gives(NewYear);
        yield return new TrapFile(
            "bank-holiday-as-a-workbook-has-it",
            () => XlsxBuilder.FromRows(["bank_holiday", "name"], [new DateOnly(2029, 1, 1), "New Year's Day"])).Gives(NewYear);
    }

    static IEnumerable<TrapFile> WrongBankHolidays()
    {
        foreach (var (name, row, column, reason) in new[]
        {
            ("without-a-day", "|Spring bank holiday|yes", "bank_holiday", "is blank"),
            ("without-a-name", "2029-05-28||yes", "name", "is blank"),
            ("month-first", "05/28/2029|Spring bank holiday|", "bank_holiday", "is not a date"),
            ("of-a-month", "2029-05|Spring bank holiday|", "bank_holiday", "is not a date"),
            ("of-a-year", "2029|Spring bank holiday|", "bank_holiday", "is not a date"),
            ("in-words", "last Monday in May|Spring bank holiday|", "bank_holiday", "is not a date"),
            ("that-is-no-day", "29/02/2029|A day more|", "bank_holiday", "is not a date"),
            ("before-1900", "1899-12-31|Long ago|", "bank_holiday", "is not a date"),
            ("after-2199", "2200-01-01|Far away|", "bank_holiday", "is not a date"),
            ("perhaps-withdrawn", "2029-05-28|Spring bank holiday|moved", "withdrawn", "is not one of yes, no"),
        })
        {
            yield return Table($"bank-holiday-{name}", Holiday, row, NewYearRow).Gives(NewYear).Refuses(2, column, reason).Rows(2, 1, 1, 0);
        }

        yield return Table("bank-holiday-with-every-fault", Holiday, "soon||maybe", NewYearRow)
            .Gives(NewYear)
            .Refuses(2, "bank_holiday", "is not a date")
            .Refuses(2, "withdrawn", "yes, no");
        yield return Table("bank-holiday-twice", Holiday, "2029-05-28|Spring bank holiday|", "28 May 2029|Spring bank holiday|yes", NewYearRow)
            .Gives(NewYear)
            .Refuses(2, "bank_holiday", "rows 2 and 3")
            .Refuses(3, "bank_holiday", "rows 2 and 3")
            .Rows(3, 1, 2, 0);
        yield return Table(
            "bank-holiday-header-without-name",
            "bank_holiday|withdrawn",
            "2029-01-01|no").IsRefused("column 'name' is missing from this bank-holiday file");
        yield return Table(
            "bank-holiday-header-as-a-government-file-has-it",
            "title|date|notes",
            "New Year's Day|2029-01-01|").IsRefused("no known header was found in its first 50 rows");
        yield return Table("bank-holiday-without-rows", Holiday).IsRefused("the file has a header but no rows");
    }
}
