using System.Globalization;
using System.Numerics;

namespace Scorecards.Tests;

/// <summary>A quotient of whole numbers, with which the year is calculated once more by none of the product's arithmetic.</summary>
readonly record struct Ratio(BigInteger Above, BigInteger Below)
{
    public static Ratio Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        return new(BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), BigInteger.Pow(10, decimals));
    }

    public static Ratio operator -(Ratio a, Ratio b) => new((a.Above * b.Below) - (b.Above * a.Below), a.Below * b.Below);

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Above * b.Above, a.Below * b.Below);

    /// <summary>Its sign is that of a - b; what is below is always positive.</summary>
    public static int Compare(Ratio a, Ratio b) => (a - b).Above.Sign;

    public Ratio Distance(Ratio other) => this - other is { Above.Sign: < 0 } d ? new(-d.Above, d.Below) : this - other;

    /// <summary>Half up, away from zero.</summary>
    public Ratio Rounded(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var half = ((2 * BigInteger.Abs(Above) * scale) + Below) / (2 * Below);
        return new(Above.Sign * half, scale);
    }

    /// <summary>With as many decimals as what is below has noughts.</summary>
    public string Text(int decimals)
    {
        var digits = BigInteger.Abs(Above).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var whole = digits[..^decimals];
        return (Above.Sign < 0 ? "-" : "") + (decimals == 0 ? digits : $"{whole}.{digits[^decimals..]}");
    }
}
