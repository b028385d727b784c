namespace Scorecards.Extracts;

/// <summary>What the text of a cell is where a month is looked for.</summary>
enum MonthText
{
    None,

    /// <summary>A month as such, or its first or last day.</summary>
    Month,

    /// <summary>2011-12: December 2011, or the financial year 2011/12.</summary>
    MonthOrYear,

    /// <summary>A financial year.</summary>
    Year,

    /// <summary>A date that is neither the first nor the last day of its month.</summary>
    DayWithin,
}
