namespace Scorecards.Faults;

/// <summary>Says where the end of a run differs from the ends that are right.</summary>
static class Comparison
{
    const int Context = 60;

    /// <summary>The differences to the nearest of the right ends; none = it is one of them.</summary>
    /// <param name="right">One for each order.</param>
    /// <param name="end">Of the run.</param>
    public static IReadOnlyList<string> Differences(IReadOnlyList<Snapshot> right, Snapshot end) =>
        right.Select(r => Differences(r, end).ToList()).MinBy(differences => differences.Count)!;

    static IEnumerable<string> Differences(Snapshot right, Snapshot end)
    {
        foreach (var name in right.Answers.Keys.Union(end.Answers.Keys).Order(StringComparer.Ordinal))
        {
            var (wanted, found) = (right.Answers.GetValueOrDefault(name), end.Answers.GetValueOrDefault(name));
            if (wanted != found && !(found is null && IsUnknownMail(name, end)))
            {
                yield return Words(name, wanted, found);
            }
        }

        foreach (var email in right.Deliveries.Keys.Union(end.Deliveries.Keys))
        {
            var (wanted, found) = (right.Deliveries.GetValueOrDefault(email), end.Deliveries.GetValueOrDefault(email));
            if (wanted != found?.Replace("Unknown", "Sent", StringComparison.Ordinal))
            {
                yield return Words($"delivery {email}", wanted, found);
            }
        }
    }

    /// <summary>Whether the app says of a mail that nobody knows whether it was accepted.</summary>
    public static bool HasUnknownMail(Snapshot end) => end.Deliveries.Values.Any(d => d.Contains("Unknown", StringComparison.Ordinal));

    /// <summary>The one difference that is allowed: nobody knows whether this mail was accepted, and the app says so.</summary>
    static bool IsUnknownMail(string name, Snapshot end) =>
        name.StartsWith("mail ", StringComparison.Ordinal)
        && end.Deliveries.Any(d => d.Value.Contains("Unknown", StringComparison.Ordinal) && name.Contains(d.Key, StringComparison.Ordinal));

    /// <summary>Where two texts part.</summary>
    public static string Words(string name, string? wanted, string? found)
    {
        if (found is null)
        {
            return $"{name}: is missing";
        }

        if (wanted is null)
        {
            return $"{name}: should not be there: {found[..Math.Min(found.Length, Context * 2)].ReplaceLineEndings(" ")}";
        }

        var at = wanted.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = Math.Max(0, at - Context);
        return $"{name}: at {at}: wanted \"{Part(wanted)}\", found \"{Part(found)}\"";

        string Part(string text) => text[from..Math.Min(text.Length, at + Context)].ReplaceLineEndings(" ");
    }
}
