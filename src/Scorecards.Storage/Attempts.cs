using System.Globalization;

namespace Scorecards.Storage;

/// <summary>Makes the ids of attempts: the head that was seen when it began, and something that nobody else has.</summary>
public sealed class Attempts(Func<Guid> newId)
{
    public string Begin(long head) => string.Create(CultureInfo.InvariantCulture, $"{head:D10}-{newId():N}");

    /// <summary>The head that was seen when the attempt began.</summary>
    public static long Since(string attempt) => long.Parse(attempt[..10], CultureInfo.InvariantCulture);
}
