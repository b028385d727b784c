using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Recovery;

/// <summary>
/// The workbook that a council sets itself up with: a sheet for each kind that it fills in, in the order in which they are needed. It uploads as it
/// is. Its columns are the kinds' own.
/// </summary>
static class CouncilTemplate
{
    static readonly string[] YesNo = ["yes", "no"];

    static readonly HashSet<string> Numbers =
        ["section_order", "order", "decimals", "target", "green_min", "green_max", "amber_min", "amber_max", "numerator", "denominator", "value",
            "working_day", "hour", "deadline"];

    static readonly Dictionary<string, IReadOnlyList<string>> Lists = new()
    {
        ["slice"] = [.. Slice.All.Select(s => s.Name)],
        ["uasc"] = [.. UascBasis.All.Select(u => u.Name)],
        ["polarity"] = Enum.GetNames<Polarity>(),
        ["unit"] = [.. Unit.All.Select(u => u.Name)],
        ["basis"] = BasisNames.All,
        ["audience"] = AudienceNames.All,
        ["whole_counts"] = YesNo,
        ["numerator_is_part"] = YesNo,
        ["figures_from"] = ["records", "uploads"],
        ["confirmed"] = YesNo,
        ["month_end"] = YesNo,
        ["early"] = YesNo,
        ["withdrawn"] = YesNo,
    };

    /// <summary>By kind, a cell for each column that the kind needs and then for each other one.</summary>
    static readonly (string Kind, string[][] Examples)[] Sheets =
    [
        ("scorecard",
        [
            ["example-county", "Example county", "county", "inc", "", "", "", ""],
            ["example-north", "Example north", "district", "inc", "example-county", "N01", "", ""],
        ]),
        ("indicator",
        [
            [
                "example-rate", "how-much", "1", "101", "Example: plans per 10,000 children", "L", "Snapshot", "per10000", "1", "", "", "", "yes",
                "no"],
            ["example-share", "how-well", "3", "102", "Example: visits in time", "H", "YTD", "percent", "1", "", "", "", "yes", "yes"],
        ]),
        ("target",
        [
            ["example-rate", "", "2026-04-01", "", "40.5", "", "", "", "", ""],
            ["example-share", "example-north", "2026-04-01", "2027-03-31", "90", "90", "", "80", "", ""],
        ]),
        ("measure",
        [
            ["example-county", "example-rate", "2026-09", "1250", "312597", "", "", ""],
            ["example-north", "example-share", "2026-09", "172", "190", "90.5", "", "late recording"],
        ]),
        ("commentary",
        [
            ["example-county", "example-rate", "2026-09", "More plans than in spring.", "Head of service", "Review of long plans", "2026-12-18"],
            ["example-north", "example-share", "2026-09", "Two posts are unfilled.", "", "", ""],
        ]),
        ("timetable", [["", "8", "7", "10", "no"], ["example-north", "6", "9", "9", "yes"]]),
        ("bank-holiday", [["2029-01-01", "New Year's Day", ""], ["2029-03-30", "Good Friday", ""]]),
        ("recipient",
        [
            ["director@example.org", "example-county", "leadership", "Director", "2026-10-01", "", ""],
            ["data.team@example.org", "", "data-team", "Data team", "", "", "no"],
        ]),
    ];

    /// <summary>One for each kind that every council fills in.</summary>
    public static IReadOnlyList<TemplateSheet> Make() =>
        [.. Sheets.Select(s => new TemplateSheet(s.Kind, [.. Columns(ExtractKind.All.Single(k => k.Name == s.Kind))], s.Examples))];

    static IEnumerable<TemplateColumn> Columns(ExtractKind kind) => kind.Columns.Select(name =>
        new TemplateColumn(name, kind.Required.Contains(name), Numbers.Contains(name), Lists.GetValueOrDefault(name, [])));
}
