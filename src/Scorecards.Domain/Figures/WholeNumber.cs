using System.Globalization;

namespace Scorecards.Domain;

/// <summary>Whole numbers written in the digits 0 to 9 alone. The parsers of .NET take U+0000 behind the digits too.</summary>
public static class WholeNumber
{
    /// <param name="text">From 0 to <see cref="long.MaxValue"/>.</param>
    /// <param name="number">0 where it is none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return !text.ContainsAnyExceptInRange('0', '9') && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
