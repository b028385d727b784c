namespace Scorecards.Extracts;

/// <summary>Finds what somebody meant who mistyped it: letters more, fewer, others or changed round, few for the length of the text.</summary>
public static class NearText
{
    /// <summary>In characters; a longer text is no slip of an id or a name.</summary>
    public const int Longest = 200;

    /// <summary>The number of letters that allow one slip.</summary>
    const int LettersASlip = 4;

    const int MostSlips = 3;

    /// <summary>What is nearest to a text; null = nothing is near enough, or several are as near.</summary>
    /// <param name="texts">What may be written, and what it means.</param>
    public static string? Find(string written, IEnumerable<(string Text, string Meaning)> texts)
    {
        var letters = Header.Fold(written);
        var near = texts.Select(t => (t.Meaning, Slips: Slips(letters, Header.Fold(t.Text), MostSlips)))
            .Where(t => t.Slips <= Math.Min(letters.Length / LettersASlip, MostSlips)).GroupBy(t => t.Slips).MinBy(g => g.Key)
            ?.Select(t => t.Meaning).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return near is [var only] ? only : null;
    }

    /// <summary>Texts in the order of how near they are.</summary>
    public static IEnumerable<string> Nearest(string written, IEnumerable<string> texts) =>
        texts.OrderBy(t => Slips(written.ToLowerInvariant(), t.ToLowerInvariant(), int.MaxValue)).ThenBy(t => t, StringComparer.Ordinal);

    /// <summary>The fewest letters to add, leave out, change or change round; more than a bound where the lengths tell.</summary>
    static int Slips(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return most + 1;
        }

        var slips = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                slips[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
                }
            }
        }

        return slips[one.Length, other.Length];
    }
}
