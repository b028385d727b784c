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

    public static FeedSet Results { get; } = FeedSet.Create(Edm, Container, "Results", "Result", 3, ResultColumns.Columns);

    public static FeedSet Indicators { get; } = FeedSet.Create<Indicator>(Edm, Container, "Indicators", "Indicator", 1,
    [
        new("Indicator", typeof(string), true, i => i.Id.Value),
        new("Name", typeof(string), true, i => i.Name),
        new("Section", typeof(string), true, i => i.Section.Id),
        new("SectionName", typeof(string), true, i => i.Section.Name),
        new("SectionOrder", typeof(int), true, i => i.Section.Order),
        new("Order", typeof(int), true, i => i.Order),
        new("Polarity", typeof(string), true, i => i.Polarity.ToString()),
        new("Basis", typeof(string), true, i => i.Basis),
        new("Unit", typeof(string), true, i => i.Unit.Name),
        new("Decimals", typeof(int), true, i => i.Decimals),
        new("Formula", typeof(string), false, i => i.Formula?.Text),
        new("ActiveFrom", typeof(DateOnly), false, i => i.ActiveFrom),
        new("ActiveTo", typeof(DateOnly), false, i => i.ActiveTo),
    ]);

    public static FeedSet Scorecards { get; } = FeedSet.Create<Scorecard>(Edm, Container, "Scorecards", "Scorecard", 1,
    [
        new("Scorecard", typeof(string), true, s => s.Id.Value),
        new("Name", typeof(string), true, s => s.Name),
        new("Parent", typeof(string), false, s => s.Parent?.Value),
        new("Slice", typeof(string), true, s => s.Slice.Name),
        new("SliceCode", typeof(string), false, s => s.SliceCode),
        new("Uasc", typeof(string), true, s => s.Uasc.Name),
        new("ActiveFrom", typeof(DateOnly), false, s => s.ActiveFrom),
        new("ActiveTo", typeof(DateOnly), false, s => s.ActiveTo),
    ]);

    public static FeedSet Months { get; } = FeedSet.Create<CalendarMonth>(Edm, Container, "Months", "Month", 1,
    [
        new("Month", typeof(string), true, m => m.Month.ToString()),
        new("Name", typeof(string), true, m => m.Month.ToLongString()),
        new("PeriodStart", typeof(DateTimeOffset), true, m => ResultColumns.PeriodStart(m.Month)),
        new("AsAt", typeof(DateOnly), true, m => m.Month.LastDay),
        new("FinancialYear", typeof(string), true, m => m.FinancialYearName),
        new("Quarter", typeof(int), true, m => m.Quarter),
        new("QuarterName", typeof(string), true, m => $"{m.FinancialYearName} Q{m.Quarter}"),
        new("Order", typeof(int), true, m => (m.Month.Year * 12) + m.Month.Number - 1),
        new("MonthOfFinancialYear", typeof(int), true, m => m.MonthOfFinancialYear),
    ]);

    public static FeedSet Summaries { get; } = FeedSet.Create<StoredSummary>(Edm, Container, "Summaries", "Summary", 2,
    [
        new("Scorecard", typeof(string), true, s => s.Scorecard.Value),
        new("Month", typeof(string), true, s => s.Month.ToString()),
        new("PeriodStart", typeof(DateTimeOffset), true, s => ResultColumns.PeriodStart(s.Month)),
        new("AsAt", typeof(DateOnly), true, s => s.Month.LastDay),
        new("Edition", typeof(int), true, s => s.Edition),
        new("Green", typeof(int), true, s => s.Summary.Green),
        new("Amber", typeof(int), true, s => s.Summary.Amber),
        new("Red", typeof(int), true, s => s.Summary.Red),
        new("Unrated", typeof(int), true, s => s.Summary.Unrated),
        new("Improved", typeof(int), true, s => s.Summary.Improved),
        new("Same", typeof(int), true, s => s.Summary.Same),
        new("Worse", typeof(int), true, s => s.Summary.Worse),
        new("Text", typeof(string), true, s => s.Summary.Text(s.Name, s.Month, s.Withheld)),
        new("LastChangedUtc", typeof(DateTimeOffset), true, s => s.Changed),
    ]);

    public static FeedSet Extracts { get; } = FeedSet.Create<ExtractLine>(Edm, Container, "Extracts", "Extract", 2,
    [
        new("Sha256", typeof(string), true, e => e.Sha256),
        new("Extract", typeof(string), true, e => e.Extract),
        new("State", typeof(string), true, e => e.State),
        new("ReceivedUtc", typeof(DateTimeOffset), true, e => e.Received),
        new("Accepted", typeof(long), true, e => e.Rows.Accepted),
        new("Refused", typeof(long), true, e => e.Rows.Refused),
        new("Skipped", typeof(long), true, e => e.Rows.Skipped),
        new("Fault", typeof(string), false, e => e.Fault),
    ]);

    public static IReadOnlyList<FeedSet> Sets { get; } = [Results, Indicators, Scorecards, Months, Summaries, Extracts];

    /// <summary>The model as <c>$metadata</c> has it: CSDL, XML.</summary>
    public static string Metadata { get; } = Write();

    static string Write()
    {
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
