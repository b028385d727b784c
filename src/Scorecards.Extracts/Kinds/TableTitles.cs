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
/// <param name="path">The file's.</param>
sealed partial class TableTitles(Catalogue catalogue, IReadOnlyList<IReadOnlyList<string>> rows, string path)
{
    const string WhereToWriteIt = "Write it above the table, such as 'Scorecard - Kent, inc UASC May 2012', or add a column";

    /// <summary>Words that make no other scorecard of the one that they stand beside: no place and no team is told by them.</summary>
    static readonly HashSet<string> OtherWords = new(
        [
            .. NameMatcher.LittleWords,
            "annual", "approved", "as", "authority", "checked", "children", "childrens", "confirmed", "copy", "corrected", "correction", "council",
            "county", "csv", "data", "date", "draft", "end", "ended", "ending", "extract", "extracts", "figure", "figures", "final", "financial",
            "fy", "indicator", "indicators", "information", "latest", "management", "measure", "measures", "month", "monthly", "months", "people",
            "peoples", "performance", "position", "printed", "provisional", "quarter", "quarterly", "report", "reports", "result", "results",
            "revised", "rolling", "scorecard", "scorecards", "service", "services", "summary", "table", "trend", "trends", "unvalidated", "updated",
            "upload", "uploads", "validated", "version", "wide", "xlsx", "year", "yearly", "young", "ytd",
        ],
        StringComparer.OrdinalIgnoreCase);

    readonly List<Title> titles = [.. rows.SelectMany(row => Read(row, catalogue))];

    /// <exception cref="ExtractException">None is named, more than one, or one that is not in the catalogue.</exception>
    public Scorecard FindScorecard()
    {
        // On the printed page the council's name stands above: what is called the scorecard goes before any other title.
        var called = titles.Select(t => Called().Match(TextFolding.Fold(t.Text))).Where(m => m.Success)
            .Select(m => new Title(m.Groups[1].Value, catalogue));
        return Agreed([.. called.Where(t => t.Named is not null || t.Rest != "")], "the title")
            ?? Agreed([.. titles.Where(t => t.Named is not null)], "the title")
            ?? path.Split('/').Reverse().Select(part => new Title(part, catalogue))
                .Select(t => t.Named is null ? null : Agreed([t], "the file's name")).FirstOrDefault(found => found is not null)
            ?? throw new ExtractException(
                $"neither a title above the table nor the file's name says which scorecard it is for. {WhereToWriteIt} 'scorecard'");
    }

    /// <exception cref="ExtractException">None is named, or more than one.</exception>
    public Month FindMonth()
    {
        var named = titles.Select(t => t.Months).Where(months => months.Count > 0).ToList();
        var agreed = named.Count == 0 ? [] : named.Aggregate((some, others) => [.. some.Intersect(others)]);
        if (named.Count > 0 && agreed.Count == 0)
        {
            var all = string.Join(" and ", named.SelectMany(m => m).Distinct().Select(m => m.ToLongString()));
            throw new ExtractException(
                $"the titles above the table name more than one month: {all}. Leave the one that the figures are for, and write any other date with "
                + "its day, such as 12 June 2012");
        }

        var ofFile = new Title(path, catalogue).Months;
        var months = agreed.Count == 1 ? agreed : named.Count == 0 ? ofFile : [.. agreed.Intersect(ofFile)];
        return months.Count == 1 ? months[0] : throw new ExtractException(
            $"neither a title above the table nor the file's name says which month it is for. {WhereToWriteIt} 'month'. "
            + "What can be a financial year, such as 2011-12, is not taken for a month: write Dec 2011. Nor is a day before the month's last one");
    }

    /// <summary>A row's cells, or all of them as one title where that is a scorecard's.</summary>
    static IEnumerable<Title> Read(IReadOnlyList<string> row, Catalogue catalogue)
    {
        var whole = new Title(string.Join(", ", row), catalogue);
        return whole is { Named: not null, Rest: "" } ? [whole] : row.Select(text => new Title(text, catalogue));
    }

    /// <summary>Whether a text below the header is the title of a table of another scorecard or month.</summary>
    /// <param name="scorecard">Of the table; null: its rows or columns say it.</param>
    /// <param name="month">The same.</param>
    public static bool IsOfAnother(Catalogue catalogue, string text, Scorecard? scorecard, Month? month)
    {
        var called = Called().Match(TextFolding.Fold(text));
        var title = new Title(called.Success ? called.Groups[1].Value : text, catalogue);
        return (scorecard is not null && title.Named?.Id != scorecard.Id && (title.Rest == "" ? title.Named is not null : called.Success))
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
        const string fix = "Write the scorecard's name or id above the table without other words, such as 'Scorecard - Kent, inc UASC May 2012', "
            + "or add a column 'scorecard'";
        throw new ExtractException($"{fault}. {fix}", $"it is not clear which scorecard the table is for. {fix}");
    }

    [GeneratedRegex(@"\bscorecard\s*[-:]\s*(.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Called();

    /// <summary>A text, and what it names.</summary>
    sealed partial class Title
    {
        public Title(string text, Catalogue catalogue)
        {
            Text = text;
            var plain = Plain(text);
            var (named, match) = catalogue.Scorecards
                .SelectMany(s => new[] { s.Name, s.Id.Value }, (s, name) => (Named: s, Match: Find(Plain(name), plain)))
                .MaxBy(s => (s.Match.Length, s.Named.ActiveTo is null));
            Named = match is { Success: true } ? named : null;
            var beside = Named is null ? plain : plain.Remove(match.Index, match.Length).Insert(match.Index, ";");
            Months = [.. MonthWritten().Matches(beside).Select(ReadMonth).OfType<Month>().Distinct()];
            Rest = string.Join(
                ' ', Word().Matches(DateWritten().Replace(beside, " ")).Select(m => m.Value).Where(word => !OtherWords.Contains(word)));
        }

        /// <summary>As written.</summary>
        public string Text { get; }

        /// <summary>Of names within names the longest; null: none of the catalogue.</summary>
        public Scorecard? Named { get; }

        /// <summary>What is neither the name nor a date nor a word that tells nothing.</summary>
        public string Rest { get; }

        /// <summary>Such as "May 2012", "31 May 2012" or "2012-05"; not 2011-12, which is a year here, nor a day before the month's last.</summary>
        public IReadOnlyList<Month> Months { get; }

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

        /// <summary>Without accents and apostrophes, with every dash as a hyphen.</summary>
        static string Plain(string text) => string.Concat(TextFolding.Fold(UnreadableText.Without(text)).Normalize(NormalizationForm.FormD)
            .Where(c => c is not ('\'' or '\u2019') && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

        [GeneratedRegex(@"\p{L}+|\d+", RegexOptions.CultureInvariant)]
        private static partial Regex Word();

        [GeneratedRegex(
            @"(?:(?<![\d/.-])(?<day>\d{1,2})(?:st|nd|rd|th)?[ _-]+(?:of )?)?(?<![A-Za-z])(?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
            + @"[a-z]*[ _-]+\d{4}(?!\d))|(?<month>(?<!\d)\d{4}-(?:0[1-9]|1[0-2])(?![\d-]))",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        private static partial Regex MonthWritten();

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
