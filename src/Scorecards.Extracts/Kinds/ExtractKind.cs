namespace Scorecards.Extracts;

/// <summary>A kind of extract, known by its columns (docs/domain.md, Kinds of file).</summary>
public sealed class ExtractKind
{
    public static readonly ExtractKind Measure = new("measure", ["scorecard", "indicator", "month"], ["numerator", "denominator", "value"]);

    public static readonly ExtractKind Indicator = new(
        "indicator",
        ["indicator", "section", "section_order", "order", "name", "polarity", "basis", "unit", "decimals"],
        ["formula", "active_from", "active_to"]);

    public static readonly ExtractKind Target = new(
        "target",
        ["indicator", "scorecard", "effective_from"],
        ["target", "green_min", "green_max", "amber_min", "amber_max"]);

    public static readonly ExtractKind Scorecard = new(
        "scorecard",
        ["scorecard", "name", "slice", "uasc"],
        ["parent", "slice_code", "active_from", "active_to"]);

    public static readonly ExtractKind Recipient = new("recipient", ["email", "scorecard", "audience"], ["name", "from", "until"]);

    /// <summary>When a scorecard group's months are mailed.</summary>
    public static readonly ExtractKind Timetable = new("timetable", ["scorecard", "working_day", "hour", "deadline"], ["early"]);

    /// <summary>England's, beyond those that are built in.</summary>
    public static readonly ExtractKind BankHoliday = new("bank-holiday", ["bank_holiday", "name"], ["withdrawn"]);

    /// <summary>
    /// What services say of their indicators; without a figure, since a table with figures states measures whatever is said beside them.
    /// </summary>
    public static readonly ExtractKind Commentary = new("commentary", ["scorecard", "indicator", "month", "comment"], ["owner", "action", "due"]);

    /// <summary>The table of the published scorecard, exported as it is printed.</summary>
    public static readonly ExtractKind PrintedScorecard = new(
        "printed-scorecard",
        ["indicators", "latest_result"],
        ["polarity", "data_period", "rag", "num", "denom", "previous", "target"]);

    /// <summary>Measures with a column for each month, or for each scorecard; known by those columns (<see cref="Header.Spread"/>).</summary>
    public static readonly ExtractKind WideMeasure = new("wide-measure", ["indicator"], ["scorecard", "month"]);

    /// <summary>The kinds that are known by their columns alone.</summary>
    public static IReadOnlyList<ExtractKind> All { get; } = [Measure, Indicator, Target, Scorecard, Recipient, Timetable, BankHoliday, Commentary, PrintedScorecard];

    ExtractKind(string name, string[] required, string[] optional) => (Name, Required, Optional) = (name, required, optional);

    public string Name { get; }

    /// <summary>A file without one of these is refused.</summary>
    public IReadOnlyList<string> Required { get; }

    public IReadOnlyList<string> Optional { get; }

    public IEnumerable<string> Columns => Required.Concat(Optional);

    /// <summary>Whether its rows state measures; the others change the catalogue, or comment.</summary>
    public bool IsMeasures => this == Measure || this == WideMeasure || this == PrintedScorecard;

    /// <summary>Whether people write sentences into it, in which a child could be named anywhere.</summary>
    public bool HasFreeText => this == Commentary;

    public override string ToString() => Name;
}
