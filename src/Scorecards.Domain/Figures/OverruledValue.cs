using System.Globalization;

namespace Scorecards.Domain;

/// <summary>A value that does not count, since it does not agree with the numerator and denominator in force (docs/domain.md, Arithmetic).</summary>
/// <param name="Said">The value without numerator and denominator.</param>
/// <param name="InForce">The earlier statement, which goes on counting.</param>
public sealed record OverruledValue(StatedMeasure Said, StatedMeasure InForce)
{
    /// <summary>For the receipt of the upload that stated it: the row is refused after all.</summary>
    public Fault ToFault()
    {
        var (value, counts) = (Said.Measure.Figure!.Value.Value, InForce.Measure);
        return new Fault(
            Said.Source.Row,
            "value",
            Text(value),
            $"does not agree with numerator and denominator in force for {counts.Indicator} of {counts.Scorecard}, {counts.Month.ToLongString()}: "
            + $"{Text(counts.Numerator!.Value)} over {Text(counts.Denominator!.Value)} "
            + $"give {counts.Figure!.Value.Value.ToString("0.####", CultureInfo.InvariantCulture)}. "
            + "These stay, and what else the row states counts. To correct them, upload numerator and denominator");
    }

    static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
