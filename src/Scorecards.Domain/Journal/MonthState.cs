using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Scorecards.Domain;

/// <summary>A scorecard's month as of a number of the journal (docs/architecture.md, The journal).</summary>
/// <param name="AsOf">The number of the last entry included; 0 = nothing is known yet.</param>
/// <param name="Edition">0 until the month was issued.</param>
/// <param name="Changed">When it last changed, UTC.</param>
/// <param name="Scorecard">Null = the month has no figures.</param>
public sealed record MonthState(long AsOf, int Edition, DateTimeOffset Changed, MonthlyScorecard? Scorecard)
{
    /// <summary>The state before the first entry.</summary>
    public static readonly MonthState Unknown = new(0, 0, default, null);

    /// <summary>
    /// Whether two scorecards are equal in every value that a reader can see. This list is versioned with the rules of calculation
    /// (<see cref="MonthFold.Rules"/>). The source of a figure is not on it, so the same figures from another file change nothing.
    /// </summary>
    public static bool IsSame(MonthlyScorecard? one, MonthlyScorecard? other) => one is null || other is null
        ? one is null && other is null
        : one.Name == other.Name && one.Results.Count == other.Results.Count
          && one.Results.Zip(other.Results).All(pair => Seen(pair.First).Equals(Seen(pair.Second)));

    /// <summary>
    /// The SHA-256, 64 lower-case hexadecimal digits, of every value that a reader can see: equal scorecards have equal digests. It does not depend
    /// on culture, process or the scale of a decimal, so it can be stored; another version of the list gives another digest.
    /// </summary>
    public static string Digest(MonthlyScorecard? scorecard)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (scorecard is not null)
        {
            Append(hash, scorecard.Name);
            foreach (var result in scorecard.Results)
            {
                Append(hash, Seen(result));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes each value after its length, so that no two lists give the same text; null has the length -1.</summary>
    static void Append(IncrementalHash hash, object? value)
    {
        if (value is ITuple values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                Append(hash, values[i]);
            }

            return;
        }

        var text = value switch
        {
            null => null,
            decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
            Section section => $"{section.Id}|{section.Name}|{section.Order}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text?.Length ?? -1}:{text}")));
    }

    static object Seen(Result r) => (
        (r.Indicator.Id.Value, r.Indicator.Section, r.Indicator.Order, r.Indicator.Name, r.Indicator.Polarity, r.Indicator.Basis,
            r.Indicator.Unit.Name),
        (r.Indicator.Decimals, r.Indicator.Formula?.Text),
        (r.Numerator, r.Denominator, r.Figure?.Value, r.NoValue, r.Display),
        (r.Previous?.Value, r.PreviousDisplay, r.Target, r.TargetDisplay, r.Rating, r.Travel));
}
