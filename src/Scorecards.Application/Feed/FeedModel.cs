using System.Diagnostics;
using System.Text;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Feed;

/// <summary>
/// The star schema of the feed: one table of facts, and those that it is looked at by. No navigation properties: Power BI relates them by their keys.
/// </summary>
public static class FeedModel
{
    public const string Namespace = "Scorecards";

    static readonly EdmModel Edm = new();
    static readonly EdmEntityContainer Container = Edm.AddEntityContainer(Namespace, "Container");

    public static IEdmModel Model => Edm;

    public static FeedSet Results { get; } = FeedSet.Create(
        Edm,
        Container,
        "Results",
        "ResultRow",
        "One row for each scorecard, indicator and month: the value, its target, rating and direction of travel.",
        3,
        ResultColumns.Columns);

    public static FeedSet Indicators { get; } = FeedSet.Create<Indicator>(
        Edm, Container, "Indicators", "IndicatorRow", "The indicators of the catalogue.", 1,
    [
        new("Indicator", typeof(string), true, i => i.Id.Value, "The indicator's id."),
        new("Name", typeof(string), true, i => i.Name, "Its name, as printed."),
        new("Section", typeof(string), true, i => i.Section.Id, "The id of its section."),
        new("SectionName", typeof(string), true, i => i.Section.Name, "Its section's name, as printed."),
        new("SectionOrder", typeof(int), true, i => i.Section.Order, "The place of its section on a scorecard, the first lowest."),
        new("Order", typeof(int), true, i => i.Order, "Its place within the section, the first lowest."),
        new("Polarity", typeof(string), true, i => i.Polarity.ToString(),
            "H: high is good; L: low is good; T: close to the target is good; N: no judgement."),
        new("Basis", typeof(string), true, i => i.Basis, "What a value covers: Rolling 12 Months, YTD (from April) or Snapshot."),
        new("Unit", typeof(string), true, i => i.Unit.Name, "The unit of values and targets: per10000 (for each 10,000), percent, count or average."),
        new("Decimals", typeof(int), true, i => i.Decimals, "Decimal places of a printed value."),
        new("Formula", typeof(string), false, i => i.Formula?.Text, "How the value follows from other indicators; blank where it is uploaded."),
        new("ActiveFrom", typeof(DateOnly), false, i => i.ActiveFrom, "The first day that it is on scorecards; blank: always."),
        new("ActiveTo", typeof(DateOnly), false, i => i.ActiveTo, "The last day that it is on scorecards; blank: still."),
    ]);

    public static FeedSet Scorecards { get; } = FeedSet.Create<Scorecard>(
        Edm, Container, "Scorecards", "ScorecardRow", "The scorecards, each of one slice of the service.", 1,
    [
        new("Scorecard", typeof(string), true, s => s.Id.Value, "The scorecard's id."),
        new("Name", typeof(string), true, s => s.Name, "Its name, as printed."),
        new("Parent", typeof(string), false, s => s.Parent?.Value, "The id of the scorecard that it is part of; blank: none."),
        new("Slice", typeof(string), true, s => s.Slice.Name, "What it is of: county, area, district or team."),
        new("SliceCode", typeof(string), false, s => s.SliceCode, "The code of the slice, such as E07000105; blank: none."),
        new("Uasc", typeof(string), true, s => s.Uasc.Name, "inc or exc: with or without unaccompanied asylum-seeking children."),
        new("ActiveFrom", typeof(DateOnly), false, s => s.ActiveFrom, "The first day that it is used; blank: always."),
        new("ActiveTo", typeof(DateOnly), false, s => s.ActiveTo, "The last day that it is used; blank: still."),
    ]);

    public static FeedSet Months { get; } = FeedSet.Create<Month>(
        Edm, Container, "Months", "MonthRow", "The months from the first with results to the last, without a gap.", 1,
    [
        new("Month", typeof(string), true, m => m.ToString(), "The month, yyyy-MM."),
        new("Name", typeof(string), true, m => m.ToLongString(), "Its name, such as May 2012."),
        new("PeriodStart", typeof(DateTimeOffset), true, m => ResultColumns.PeriodStart(m), "The first instant of the month, UTC."),
        new("AsAt", typeof(DateOnly), true, m => m.LastDay, "The last day of the month."),
        new("FinancialYear", typeof(string), true, YearName, "The financial year, April to March, such as 2012/13."),
        new("Quarter", typeof(int), true, m => Quarter(m), "The quarter of the financial year, 1 (April to June) to 4."),
        new("QuarterName", typeof(string), true, m => $"{YearName(m)} Q{Quarter(m)}", "The quarter with its year, such as 2012/13 Q1."),
        new("Order", typeof(int), true, m => (m.Year * 12) + m.Number - 1, "Months since the year 0: one more for each month."),
        new("MonthOfFinancialYear", typeof(int), true, m => MonthOfYear(m), "1 for April to 12 for March."),
    ]);

    public static FeedSet Summaries { get; } = FeedSet.Create<StoredSummary>(
        Edm, Container, "Summaries", "SummaryRow", "One row for each scorecard and month: counts of its indicators, the same for all readers.", 2,
    [
        new("Scorecard", typeof(string), true, s => s.Scorecard.Value, "The scorecard's id: a row of Scorecards."),
        new("Month", typeof(string), true, s => s.Month.ToString(), "The month, yyyy-MM: a row of Months."),
        new("PeriodStart", typeof(DateTimeOffset), true, s => ResultColumns.PeriodStart(s.Month), "The first instant of the month, UTC."),
        new("AsAt", typeof(DateOnly), true, s => s.Month.LastDay, "The last day of the month."),
        new("Edition", typeof(int), true, s => s.Edition, "0 until the month is issued, 1 as issued, one more for each change since."),
        new("Green", typeof(int), true, s => s.Summary.Green, "Indicators rated Green."),
        new("Amber", typeof(int), true, s => s.Summary.Amber, "Indicators rated Amber."),
        new("Red", typeof(int), true, s => s.Summary.Red, "Indicators rated Red."),
        new("Unrated", typeof(int), true, s => s.Summary.Unrated, "Indicators without a rating: no value, no target, or no judgement."),
        new("Improved", typeof(int), true, s => s.Summary.Improved, "Indicators better than the month before."),
        new("Same", typeof(int), true, s => s.Summary.Same, "Indicators as the month before."),
        new("Worse", typeof(int), true, s => s.Summary.Worse, "Indicators worse than the month before."),
        new("Text", typeof(string), true, s => s.Summary.Text(s.Name, s.Month, s.Withheld),
            "The sentence for leadership; it says how many indicators are withheld from this reader."),
        new("LastChangedUtc", typeof(DateTimeOffset), true, s => s.Changed, "When a figure of the scorecard's month last changed, UTC."),
    ]);

    public static FeedSet Extracts { get; } = FeedSet.Create<ExtractLine>(
        Edm, Container, "Extracts", "ExtractRow",
        "The uploads, each path and content once, and months that cannot be read; none for readers outside.", 2,
    [
        new("Sha256", typeof(string), true, e => e.Sha256, "The SHA-256 of the file's bytes, 64 hexadecimal digits; blank where it was not read."),
        new("Extract", typeof(string), true, e => e.Extract, "The path of the file, as uploaded."),
        new("State", typeof(string), true, e => e.State,
            "How far it has come: Received, Accepted, Calculated; Refused, Same, Replaced, Failed, Erased; Unreadable: a month."),
        new("ReceivedUtc", typeof(DateTimeOffset), true, e => e.Received, "When it was received, UTC."),
        new("Accepted", typeof(long), true, e => e.Rows.Accepted, "Rows that were accepted."),
        new("Refused", typeof(long), true, e => e.Rows.Refused, "Rows that do not count: the receipt names each with its reason."),
        new("Skipped", typeof(long), true, e => e.Rows.Skipped, "Blank rows, and rows that repeat an earlier one."),
        new("Fault", typeof(string), false, e => e.Fault,
            "What is wrong with the whole file, or that it was withdrawn, or why a month is left out; blank: nothing."),
    ]);

    public static IReadOnlyList<FeedSet> Sets { get; } = [Results, Indicators, Scorecards, Months, Summaries, Extracts];

    /// <summary>The model as <c>$metadata</c> has it: CSDL, XML.</summary>
    public static string Metadata { get; } = Write();

    static string YearName(Month month) => $"{month.FinancialYear}/{(month.FinancialYear + 1) % 100:00}";

    /// <summary>April = 1.</summary>
    static int MonthOfYear(Month month) => ((month.Number + 8) % 12) + 1;

    static int Quarter(Month month) => ((MonthOfYear(month) - 1) / 3) + 1;

    static string Write()
    {
        FeedCapabilities.Annotate(Edm, Container, Sets);
        using var schema = new MemoryStream();
        using (var xml = XmlWriter.Create(schema, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            if (!CsdlWriter.TryWriteCsdl(Model, xml, CsdlTarget.OData, out var errors))
            {
                throw new UnreachableException(string.Join("; ", errors));
            }
        }

        return Encoding.UTF8.GetString(schema.ToArray());
    }
}
