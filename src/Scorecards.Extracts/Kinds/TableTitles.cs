using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// What the titles above a table say of all its rows, or the file's name where they say nothing. A text names a scorecard only where nothing else is
/// in it that could make it another one: "West Kent" is not Kent, and "Team 1 2026-10" not Team 12.
/// </summary>
/// <param name="rows">The texts above the table's header, by row: a title may be in several cells, as where it has a comma and no quotes.</param>
/// <param name="path">The file's; of one in a zip, its own behind the zip's.</param>
sealed partial class TableTitles(Catalogue catalogue, IReadOnlyList<IReadOnlyList<string>> rows, string path)
{
    const string WhereToWriteIt = "Write it above the table, such as 'Scorecard - Kent, inc UASC May 2012', or add a column";

    const string WhatNamesOne = "Write the scorecard's name or id above the table without other words, such as "
        + "'Scorecard - Kent, inc UASC May 2012', or add a column 'scorecard'";

    /// <summary>Words that make no other scorecard of the one that they stand beside: no place and no team is told by them.</summary>
    static readonly HashSet<string> OtherWords = new(
        [
            .. NameMatcher.LittleWords,
            "amended", "annual", "approved", "archive", "as", "authority", "book", "checked", "children", "childrens", "confirmed", "copy",
            "corrected", "correction", "council", "county", "csv", "dashboard", "data", "date", "download", "draft", "end", "ended", "ending",
            "export", "extract", "extracts", "figure", "figures", "file", "files", "final", "financial", "fy", "history", "incoming", "indicator",
            "indicators", "information", "kpi", "kpis", "latest", "management", "measure", "measures", "month", "monthly", "months", "people",
            "peoples", "performance", "period", "position", "printed", "provisional", "quarter", "quarterly", "rejected", "report", "reporting",
            "reports", "resubmission", "resubmitted", "result", "results", "revised", "rolling", "scorecard", "scorecards", "service", "services",
            "sheet", "summary", "table", "trend", "trends", "tsv", "unvalidated", "updated", "upload", "uploads", "validated", "version", "wide",
            "workbook", "xlsx", "year", "yearly", "young", "ytd", "zip",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Words by which a date may be another one than the period's: the day on which the file was made, or since when something is.</summary>
    static readonly HashSet<string> MakingWords = new(
        [
            "amended", "approved", "checked", "confirmed", "copy", "corrected", "correction", "date", "download", "draft", "export", "extract",
            "extracts", "from", "printed", "resubmission", "resubmitted", "revised", "since", "updated", "upload", "uploads", "version",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Words by which a name above a table is the council's, or its department's, and may be a scorecard's too.</summary>
    static readonly HashSet<string> CouncilWords = new(
        ["authority", "borough", "council", "county", "metropolitan", "service", "services"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Words beside which a month's first day can only be the month: data "as at 1 June" may be May's.</summary>
    static readonly HashSet<string> MonthWords = new(
        ["for", "month", "monthly", "of", "reporting", "scorecard", "scorecards", "the"], StringComparer.OrdinalIgnoreCase);

    readonly List<Title> titles = [.. rows.SelectMany(row => Read(row, catalogue))];

    /// <summary>The file's own name first, then the zip and the folders that it is in.</summary>
    readonly List<Title> ofPath = [.. path.Split('/', '\\').Reverse().Select(part => new Title(part, catalogue))];

    /// <summary>The months that the file's own name says.</summary>
    public IReadOnlyList<Month> MonthsOfName => ofPath[0].Months;

    /// <exception cref="ExtractException">None is named, more than one, or one that is not in the catalogue.</exception>
    public Scorecard FindScorecard()
    {
        // On the printed page the council's name stands above: what is called the scorecard goes before any other title.
        var called = titles.Select(t => Called().Match(TextFolding.Fold(t.Text))).Where(m => m.Success)
            .Select(m => new Title(m.Groups[1].Value, catalogue));
        return Agreed([.. called.Where(t => t.Named is not null || t.Rest != "")], "the title") ?? FindInTitles() ?? FindInPath();
    }

    /// <summary>
    /// The council's name above the table may be a scorecard's too, such as that of its published figures: where it is within a longer name that
    /// another title or the path has, the longer one is meant.
    /// </summary>
    /// <returns>Null: they name none.</returns>
    Scorecard? FindInTitles()
    {
        var ofFile = ofPath.Find(t => t.Named is not null);
        List<Title> named = [.. titles.Where(t => t.Named is not null)];
        named = [.. named.Where(t => !named.Exists(other => other.Rest == "" && t.IsWithin(other))
            && !(t.IsOfCouncil && ofFile is not null && t.IsWithin(ofFile)))];
        var found = Agreed(named, "the title");
        if (found is not null && ofPath[0].Named is { } own && own.Id != found.Id
            && named.FindAll(t => t.Named!.Id == found.Id && t.Rest == "") is var same && same.TrueForAll(t => t.IsOfCouncil))
        {
            throw NotClear($"the title '{same[0].Text}' names {found.Name}, and the file's name '{ofPath[0].Text}' names {own.Name}");
        }

        return found;
    }

    Scorecard FindInPath()
    {
        var at = ofPath.FindIndex(t => t.Named is not null);
        return at < 0 ? throw new ExtractException(
                $"neither a title above the table nor the file's name says which scorecard it is for. {WhereToWriteIt} 'scorecard'")
            : ofPath.Take(at).Select(t => (t.Text, Other: FindOther(t, ofPath[at].Named!))).FirstOrDefault(t => t.Other is not null) is
            { Other: { } other } part ? throw NotClear(
                $"the folder or zip '{ofPath[at].Text}' names {ofPath[at].Named!.Name}, and the name '{part.Text}' within it may mean {other.Name}")
            : Agreed([ofPath[at]], "the file's name")!;
    }

    /// <summary>The other scorecard that a text may mean: it has each word by which that one is told from the one that was named.</summary>
    Scorecard? FindOther(Title text, Scorecard named)
    {
        HashSet<string> common = new(
            [.. Title.WordsOf(named.Name), .. Title.WordsOf(named.Id.Value), .. OtherWords], StringComparer.OrdinalIgnoreCase);
        return catalogue.Scorecards.FirstOrDefault(other => other.Id != named.Id && (IsMeant(other.Name) || IsMeant(other.Id.Value)));

        bool IsMeant(string name) =>
            Title.WordsOf(name).Where(w => !common.Contains(w)).ToList() is { Count: > 0 } own
            && own.TrueForAll(w => text.Words.Contains(w, StringComparer.OrdinalIgnoreCase));
    }

    /// <exception cref="ExtractException">None is named, or more than one.</exception>
    public Month FindMonth()
    {
        var named = titles.Select(t => t.Months).Where(months => months.Count > 0).ToList();
        var agreed = named.Count == 0 ? [] : named.Aggregate((some, others) => [.. some.Intersect(others)]);
        if (named.Count > 0 && agreed.Count == 0)
        {
            throw new ExtractException(
                $"the titles above the table name more than one month: {Written(named.SelectMany(m => m))}. Leave the one that the figures are "
                + "for, and write any other date with its day, such as 12 June 2012");
        }

        var ofFile = ofPath.Select(t => t.Months).FirstOrDefault(months => months.Count > 0) ?? [];
        var months = agreed.Count == 1 ? agreed : named.Count == 0 ? WithDays(ofFile) : [.. agreed.Intersect(ofFile)];
        return months.Count == 1 ? months[0] : throw new ExtractException(
            $"neither a title above the table nor the file's name says which month it is for. {WhereToWriteIt} 'month'. "
            + "What can be a financial year, such as 2011-12, is not taken for a month: write Dec 2011. Nor is a day before the month's last one");
    }

    /// <summary>A first or last day may be the month, as a spreadsheet keeps it, and may be the day on which the file was made.</summary>
    /// <exception cref="ExtractException">The file's name says another month.</exception>
    IReadOnlyList<Month> WithDays(IReadOnlyList<Month> ofFile)
    {
        List<Month> all = [.. titles.SelectMany(t => t.Days).Union(ofFile)];
        return all.Count > 1 && all.Count > ofFile.Count
            ? throw new ExtractException(
                $"the dates above the table and the file's name say more than one month: {Written(all)}. {WhereToWriteIt} 'month'")
            : all;
    }

    static string Written(IEnumerable<Month> months) => string.Join(" and ", months.Distinct().Select(m => m.ToLongString()));

    /// <summary>A row's cells, or all of them as one title where that is a scorecard's.</summary>
    static IEnumerable<Title> Read(IReadOnlyList<string> row, Catalogue catalogue)
    {
        var whole = new Title(string.Join(", ", row), catalogue);
        return whole is { Named: not null, Rest: "" } ? [whole] : row.Select(text => new Title(text, catalogue, whole));
    }

    /// <summary>Whether a text below the header is the title of a table of another scorecard or month.</summary>
    /// <param name="scorecard">Of the table; null: its rows or columns say it.</param>
    /// <param name="month">The same.</param>
    public static bool IsOfAnother(Catalogue catalogue, string text, Scorecard? scorecard, Month? month)
    {
        var called = Called().Match(TextFolding.Fold(text));
        var title = new Title(called.Success ? called.Groups[1].Value : text, catalogue);
        var isOfAll = !called.Success && scorecard is not null && title.IsOfCouncil && title.IsWithin(scorecard);
        return (scorecard is not null && title.Named?.Id != scorecard.Id && !isOfAll
                && (title.Rest == "" ? title.Named is not null : called.Success))
            || (month is not null && title.Rest == "" && title.Months.Count > 0 && !title.Months.Contains(month.Value));
    }

    /// <returns>Null: there are no titles.</returns>
    static Scorecard? Agreed(List<Title> titles, string what)
    {
        var whole = titles.Where(t => t.Rest == "").Select(t => t.Named!).DistinctBy(s => s.Id).ToList();
        if (titles.Count == 0 || whole.Count == 1)
        {
            return whole.FirstOrDefault();
        }

        var fault = whole.Count > 1 ? $"the titles above the table name more than one scorecard: {string.Join(" and ", whole.Select(s => s.Name))}"
            : titles[0].Named is not { } named ? $"{what} '{titles[0].Text}' names no scorecard of the catalogue"
            : $"{what} '{titles[0].Text}' names {named.Name} and says '{titles[0].Rest}' too, which may make it another one";
        throw NotClear(fault);
    }

    static ExtractException NotClear(string fault) =>
        new($"{fault}. {WhatNamesOne}", $"it is not clear which scorecard the table is for. {WhatNamesOne}");

    [GeneratedRegex(@"\bscorecard\s*[-:]\s*(.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Called();

    /// <summary>A text, and what it names.</summary>
    sealed partial class Title
    {
        readonly string name;
        readonly int datesInFigures;

        /// <param name="row">All of its row; null = the text is.</param>
        public Title(string text, Catalogue catalogue, Title? row = null)
        {
            Text = text;
            var plain = Plain(text);
            var (named, match) = catalogue.Scorecards
                .SelectMany(s => new[] { s.Name, s.Id.Value }, (s, name) => (Named: s, Match: Find(Plain(name), plain)))
                .MaxBy(s => (s.Match.Length, s.Named.ActiveTo is null));
            (Named, name) = match is { Success: true } ? (named, match.Value) : (null, "");
            var beside = Named is null ? plain : plain.Remove(match.Index, match.Length).Insert(match.Index, ";");
            Words = [.. Word().Matches(DateWritten().Replace(beside, " ")).Select(m => m.Value)];
            Rest = string.Join(' ', Words.Where(word => !OtherWords.Contains(word)));

            var (all, dates) = (row ?? this, DayInFigures().Matches(beside));
            datesInFigures = dates.Count;
            var isPeriod = all.Rest == "" && !all.Words.Any(MakingWords.Contains);
            List<DateOnly> days = [.. dates.Select(ReadDay).OfType<DateOnly>()
                .Where(day => all.datesInFigures == 1 && (day.Day > 1 ? isPeriod : all.Words.All(MonthWords.Contains)))];
            Days = [.. days.Select(Month.Containing)];
            Months = [.. MonthWritten().Matches(beside).Where(m => isPeriod || !Dates.HasShortYear(m.Groups["month"].ValueSpan))
                .Select(ReadMonth).OfType<Month>()
                .Concat(days.Where(day => day.Day > 1 && all.Named is not null).Select(Month.Containing)).Distinct()];
        }

        /// <summary>As written.</summary>
        public string Text { get; }

        /// <summary>Of names within names the longest; null: none of the catalogue.</summary>
        public Scorecard? Named { get; }

        /// <summary>What is neither the name nor a date.</summary>
        public IReadOnlyList<string> Words { get; }

        /// <summary>Of these, what tells something.</summary>
        public string Rest { get; }

        /// <summary>
        /// Such as "May 2012", "31 May 2012" or "2012-05"; not 2011-12, which is a year here, nor a day before the month's last. "May-12" is one,
        /// and a last day in figures beside the scorecard's name, where nothing else is in the row.
        /// </summary>
        public IReadOnlyList<Month> Months { get; }

        /// <summary>
        /// The month whose first or last day is there in figures, as a spreadsheet keeps "May 2012", and nothing else in its row but words that go
        /// with a month. It may also be the day on which the file was made.
        /// </summary>
        public IReadOnlyList<Month> Days { get; }

        /// <summary>Whether it is a council's name, and no scorecard's alone.</summary>
        public bool IsOfCouncil => Words.Any(CouncilWords.Contains);

        public static IEnumerable<string> WordsOf(string text) => Word().Matches(Plain(text)).Select(m => m.Value);

        /// <summary>Whether what it names is a part of a longer name, of another scorecard, that a title has.</summary>
        public bool IsWithin(Title other) => other.Named is { } longer && IsWithin(longer.Id, other.name);

        /// <summary>The same of a scorecard's name.</summary>
        public bool IsWithin(Scorecard other) => IsWithin(other.Id, Plain(other.Name));

        bool IsWithin(ScorecardId id, string longer) =>
            Named is not null && Named.Id != id && name.Length < longer.Length && Find(name, longer).Success;

        /// <summary>Where a name is within a text: its whole words, with anything but letters and digits between them.</summary>
        static Match Find(string name, string text)
        {
            var words = Word().Matches(name).Select(m => m.Value).ToList();
            return words.Count == 0 || !words.TrueForAll(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) ? Match.Empty
                : Regex.Match(
                    text,
                    @"(?<!\p{L})" + string.Join(@"[^\p{L}\d]*", words.Select(w => char.IsDigit(w[0]) ? $@"(?<!\d){w}(?!\d)" : w)) + @"(?!\p{L})",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        static Month? ReadMonth(Match match) =>
            Dates.ReadMonth(match.Groups["month"].Value.Replace('_', ' '), out var month, out _) == MonthText.Month
                && (!match.Groups["day"].Success || match.Groups["day"].ValueSpan.SequenceEqual($"{month.LastDay.Day}"))
                ? month : null;

        static DateOnly? ReadDay(Match match) =>
            Dates.ReadMonth(match.Value, out _, out _) == MonthText.Month && Dates.TryDay(match.Value, out var day, out _) ? day : null;

        /// <summary>Without accents and apostrophes, with every dash as a hyphen.</summary>
        static string Plain(string text) => string.Concat(TextFolding.Fold(UnreadableText.Without(text)).Normalize(NormalizationForm.FormD)
            .Where(c => c is not ('\'' or '\u2019') && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

        [GeneratedRegex(@"\p{L}+|\d+", RegexOptions.CultureInvariant)]
        private static partial Regex Word();

        [GeneratedRegex(
            @"(?:(?<![\d/.-])(?<day>\d{1,2})(?:st|nd|rd|th)?[ _-]+(?:of )?)?(?<![A-Za-z])(?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
            + @"[a-z]*(?:[ _-]+\d{4}(?!\d)|(?<!\d{4}[ _-]+[a-z]+)-\d\d(?![ ,_./-]*\d)))"
            + @"|(?<month>(?<!\d)\d{4}-(?:0[1-9]|1[0-2])(?!\d|-\d))",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        private static partial Regex MonthWritten();

        [GeneratedRegex(
            @"(?<![\d/.-])(?:\d{1,2}(?<dash>[/.-])\d{1,2}\k<dash>(?:\d\d){1,2}|\d{4}(?<dash>[/-])\d{1,2}\k<dash>\d{1,2})(?![\d/]|[.-]\d)",
            RegexOptions.CultureInvariant)]
        private static partial Regex DayInFigures();

        /// <summary>Dates, months, quarters and years, and what tells one copy of a file from another: (1), v2.</summary>
        [GeneratedRegex(
            @"\(\d+\)|(?<![A-Za-z])(?:v\.? ?\d+|q[1-4])(?!\w)|(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d){1,2}"
            + @"|(?:19|20|21)\d\d(?:\d\d(?:\d\d(?:T?\d{4,6})?)?)?(?:[-/._]\d{1,4}){0,2})(?!\d)"
            + @"|(?:(?<!\d)\d{1,2}(?:st|nd|rd|th)?[ _-]+(?:of )?)?(?<![A-Za-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + @"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![A-Za-z])(?:[ _'.-]*(?:\d\d){1,2}(?!\d))?",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        private static partial Regex DateWritten();
    }
}
