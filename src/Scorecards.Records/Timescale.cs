using System.Globalization;

namespace Scorecards.Records;

/// <summary>A limit that definitions ask for by its name.</summary>
/// <param name="EffectiveFrom">It counts for months that end on this day or later, until the next of its name.</param>
/// <param name="Value">How many of the unit; null = there is no limit.</param>
/// <param name="Unit">days, working days or months.</param>
/// <param name="Meaning">From what to what it runs.</param>
public sealed record Timescale(string Name, DateOnly EffectiveFrom, int? Value, string Unit, string Meaning)
{
    /// <summary>Reads the rows of parameter.csv, which has a header.</summary>
    public static IReadOnlyList<Timescale> Read(string csv) =>
    [
        .. from line in csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
           let cells = line.Split(',', 5, StringSplitOptions.TrimEntries)
           select new Timescale(
               cells[0],
               DateOnly.ParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture),
               cells[2] == "" ? null : int.Parse(cells[2], CultureInfo.InvariantCulture),
               cells[3],
               cells[4]),
    ];
}
