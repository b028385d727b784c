using System.Numerics;

namespace Scorecards.Domain;

/// <summary>
/// An exact number: the quotients of a formula are added, and two months are compared, before anything is rounded (docs/domain.md, Arithmetic).
/// </summary>
public readonly struct Fraction
{
    /// <summary>A formula over formulas ends here, long before it takes time: some 5,000 digits.</summary>
    const int MostBits = 16_384;

    /// <summary>Above it a fraction is reduced; below it that takes more time than it saves.</summary>
    const int ReducedBits = 1_024;

    const int MostDecimals = 28;

    /// <summary>Half a unit of the last decimal that an indicator can display; the halves of fewer decimals are its multiples.</summary>
    const decimal Half = 0.0000005m;

    static readonly BigInteger MaxValue = new(decimal.MaxValue);

    readonly BigInteger numerator;
    readonly BigInteger denominator;

    /// <exception cref="OverflowException">It has more digits than any council's figures.</exception>
    Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.GetBitLength() + denominator.GetBitLength() > ReducedBits)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            (numerator, denominator) = (numerator / divisor, denominator / divisor);
            if (numerator.GetBitLength() + denominator.GetBitLength() > MostBits)
            {
                throw new OverflowException($"A fraction has more than {MostBits} bits.");
            }
        }

        (this.numerator, this.denominator) = denominator.Sign < 0 ? (-numerator, -denominator) : (numerator, denominator);
    }

    /// <summary>The number that a decimal is.</summary>
    public static implicit operator Fraction(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var digits = ((BigInteger)(uint)bits[2] << 64) | ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        return new Fraction(bits[3] < 0 ? -digits : digits, BigInteger.Pow(10, number.Scale));
    }

    public static Fraction operator +(Fraction a, Fraction b) =>
        new((a.numerator * b.Below) + (b.numerator * a.Below), a.Below * b.Below);

    public static Fraction operator -(Fraction a) => new(-a.numerator, a.Below);

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator *(Fraction a, Fraction b) => new(a.numerator * b.numerator, a.Below * b.Below);

    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Fraction operator /(Fraction a, Fraction b) =>
        b.IsZero ? throw new DivideByZeroException() : new(a.numerator * b.Below, a.Below * b.numerator);

    /// <summary>Of the default value too, which is 0.</summary>
    BigInteger Below => denominator.IsZero ? BigInteger.One : denominator;

    public bool IsZero => numerator.IsZero;

    /// <summary>Its distance from 0.</summary>
    public Fraction Size => new(BigInteger.Abs(numerator), Below);

    public int CompareTo(Fraction other) => (numerator * other.Below).CompareTo(other.numerator * Below);

    /// <summary>
    /// The nearest decimal of at most 28 places. Only where that would be a half which the number itself is not, it is the next one towards the
    /// number, so that what is displayed is rounded once and never twice.
    /// </summary>
    /// <exception cref="OverflowException">It does not fit a decimal.</exception>
    public decimal ToDecimal()
    {
        var size = BigInteger.Abs(numerator);
        for (var places = MostDecimals; places >= 0; places--)
        {
            var whole = BigInteger.DivRem(size * BigInteger.Pow(10, places), Below, out var rest);
            if (whole >= MaxValue)
            {
                continue;
            }

            var up = rest * 2 >= Below;
            var nearest = Decimal(up ? whole + 1 : whole, places);
            if (!rest.IsZero && nearest % Half == 0)
            {
                nearest = Decimal(up ? whole : whole + 1, places);
            }

            return numerator.Sign < 0 ? -nearest : nearest;
        }

        // The greatest decimal itself, which nothing is added to.
        return size == MaxValue * Below ? numerator.Sign * decimal.MaxValue : throw new OverflowException("A fraction does not fit a decimal.");
    }

    /// <summary>The whole number with its last digits behind the point, without noughts at the end.</summary>
    static decimal Decimal(BigInteger digits, int places)
    {
        while (places > 0 && BigInteger.Remainder(digits, 10).IsZero)
        {
            (digits, places) = (digits / 10, places - 1);
        }

        var (low, middle, high) = ((uint)(digits & uint.MaxValue), (uint)((digits >> 32) & uint.MaxValue), (uint)(digits >> 64));
        return new decimal((int)low, (int)middle, (int)high, isNegative: false, (byte)places);
    }
}
