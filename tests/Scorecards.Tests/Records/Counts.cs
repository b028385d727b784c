using System.Globalization;

namespace Scorecards.Tests.Records;

/// <summary>How much of numerator and denominator something is.</summary>
readonly record struct Counts(decimal Numerator, decimal Denominator)
{
    public static Counts operator +(Counts a, Counts b) => new(a.Numerator + b.Numerator, a.Denominator + b.Denominator);

    /// <summary>Reads <c>1</c>, <c>0/1</c> and <c>2.8/6.3</c>.</summary>
    public static Counts Parse(string text)
    {
        var parts = text.Split('/');
        return new(Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator:0.###}/{Denominator:0.###}");

    static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
