using System.Globalization;

namespace Scorecards.Domain;

/// <summary>
/// A reporting month, from 1900-01 to 2199-12, ordered by time. Written and read as <c>yyyy-MM</c>; the default value is 1900-01.
/// </summary>
public readonly record struct Month : IComparable<Month>
{
    const int FirstYear = 1900;
    const int LastYear = 2199;

    readonly int sinceFirst;

    Month(int sinceFirst) => this.sinceFirst = sinceFirst;

    /// <param name="year">1900 to 2199.</param>
    /// <param name="number">1 (January) to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside these bounds.</exception>
    public Month(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 12);
        sinceFirst = ((year - FirstYear) * 12) + number - 1;
    }

    /// <summary>1900-01.</summary>
    public static Month First { get; } = new(FirstYear, 1);

    /// <summary>2199-12.</summary>
    public static Month Last { get; } = new(LastYear, 12);

    /// <summary>1900 to 2199.</summary>
    public int Year => (sinceFirst / 12) + FirstYear;

    /// <summary>1 (January) to 12.</summary>
    public int Number => (sinceFirst % 12) + 1;

    /// <summary>Whether the financial year begins with it: April.</summary>
    public bool IsFirstOfYear => Number == 4;

    /// <summary>The year that the month's financial year, April to March, begins in.</summary>
    public int FinancialYear => Number < 4 ? Year - 1 : Year;

    /// <summary>The first calendar day.</summary>
    public DateOnly FirstDay => new(Year, Number, 1);

    /// <summary>The day that a month's figures are "as at".</summary>
    public DateOnly LastDay => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    /// <summary>The month that is a number of months later, or earlier if the number is negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before 1900-01 or after 2199-12.</exception>
    public Month PlusMonths(int months)
    {
        var moved = sinceFirst + months;
        return moved >= 0 && moved < (LastYear - FirstYear + 1) * 12
            ? new Month(moved)
            : throw new ArgumentOutOfRangeException(nameof(months), months, $"{this} moved by {months} months is outside {FirstYear} to {LastYear}.");
    }

    /// <summary>The month before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This month is 1900-01.</exception>
    public Month Previous() => PlusMonths(-1);

    /// <summary>The month after.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This month is 2199-12.</exception>
    public Month Next() => PlusMonths(1);

    /// <summary>The months from this one to the last one, both included; none if the last one is before it.</summary>
    public IEnumerable<Month> To(Month last) =>
        Enumerable.Range(sinceFirst, Math.Max(0, last.sinceFirst - sinceFirst + 1)).Select(since => new Month(since));

    /// <summary>The month that a date lies in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before 1900 or after 2199.</exception>
    public static Month Containing(DateOnly date) => new(date.Year, date.Month);

    /// <summary>The last month that has ended before a date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before February 1900 or after 2199.</exception>
    public static Month LastBefore(DateOnly date) => Containing(date).Previous();

    /// <summary>Reads <c>yyyy-MM</c>, exactly seven characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Month month)
    {
        month = default;
        if (text.Length != 7 || text[4] != '-'
            || !WholeNumber.TryParse(text[..4], out var year) || year is < FirstYear or > LastYear
            || !WholeNumber.TryParse(text[5..], out var number) || number is < 1 or > 12)
        {
            return false;
        }

        month = new Month((int)year, (int)number);
        return true;
    }

    /// <summary>Reads <c>yyyy-MM</c>.</summary>
    /// <exception cref="FormatException">The text is not a month written as <c>yyyy-MM</c>.</exception>
    public static Month Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month written as yyyy-MM, such as 2012-05.");

    public int CompareTo(Month other) => sinceFirst.CompareTo(other.sinceFirst);

    public static bool operator <(Month left, Month right) => left.sinceFirst < right.sinceFirst;

    public static bool operator >(Month left, Month right) => left.sinceFirst > right.sinceFirst;

    public static bool operator <=(Month left, Month right) => left.sinceFirst <= right.sinceFirst;

    public static bool operator >=(Month left, Month right) => left.sinceFirst >= right.sinceFirst;

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    /// <summary>The month as people write it: <c>May 2012</c>.</summary>
    public string ToLongString() => FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
