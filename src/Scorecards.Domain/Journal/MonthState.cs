using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Scorecards.Domain;

/// <summary>A scorecard's month as of a number of the journal.</summary>
/// <param name="AsOf">The number; 0 = nothing is known yet.</param>
/// <param name="Edition">0 until the month was issued.</param>
/// <param name="Changed">When it became as it is, UTC.</param>
/// <param name="Scorecard">Null: it has no figures.</param>
public sealed record MonthState(long AsOf, int Edition, DateTimeOffset Changed, MonthlyScorecard? Scorecard)
{
    public static readonly MonthState Unknown = new(0, 0, default, null);

    /// <summary>
    /// Whether two states say the same in every value that a reader can see. This list is versioned with the rules of calculation
    /// (<see cref="MonthFold.Rules"/>): where a figure came from is not on it, so the same figures in other bytes change nothing.
    /// </summary>
    public static bool IsSame(MonthlyScorecard? one, MonthlyScorecard? other) => one is null || other is null
        ? one is null && other is null
        : one.Name == other.Name && one.Results.Count == other.Results.Count && one.Results.Zip(other.Results).All(pair => Seen(pair.First).Equals(Seen(pair.Second)));

    /// <summary>
    /// The SHA-256, in lower-case hexadecimal digits, of every value that a reader can see: two states have the same if they say the same. It depends
    /// on no culture, no process and no scale of a decimal, so that it can be kept; of another version of the list it is another.
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

    /// <summary>Each value with its length before it, so that no two lists run into the same text; null is of length -1.</summary>
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
        (r.Indicator.Id, r.Indicator.Section, r.Indicator.Order, r.Indicator.Name, r.Indicator.Polarity, r.Indicator.Basis, r.Indicator.Unit.Name),
        (r.Indicator.Decimals, r.Indicator.Formula?.Text),
        (r.Numerator, r.Denominator, r.Figure?.Value, r.NoValue, r.Display),
        (r.Previous?.Value, r.PreviousDisplay, r.Target, r.TargetDisplay, r.Rating, r.Travel));
}
