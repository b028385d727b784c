using System.Globalization;

namespace Scorecards.Storage;

/// <summary>Makes the ids of attempts: the head that was seen when it began, and something that nobody else has.</summary>
public sealed class Attempts(Func<Guid> newId)
{
    public string Begin(long head) => string.Create(CultureInfo.InvariantCulture, $"{head:D10}-{newId():N}");

    /// <summary>Whether a text is an id of this kind.</summary>
    public static bool IsOne(string text) =>
        text.Length > 10 && text[10] == '-' && long.TryParse(text.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The head that was seen when the attempt began.</summary>
    public static long Since(string attempt) => long.Parse(attempt[..10], CultureInfo.InvariantCulture);
}
