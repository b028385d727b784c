using System.Globalization;

namespace Scorecards.Benchmarks;

/// <summary>Options of the command line.</summary>
static class Option
{
    /// <param name="options">As they were given.</param>
    /// <param name="valued">Those with a value behind them.</param>
    /// <param name="flags">Those without one.</param>
    /// <exception cref="UsageException">There is another one, or a value is missing.</exception>
    public static void RequireKnown(string[] options, string[] valued, params string[] flags)
    {
        for (var i = 0; i < options.Length; i++)
        {
            if (valued.Contains(options[i]))
            {
                var name = options[i++];
                _ = i < options.Length ? name : throw new UsageException($"{name} has no value behind it.");
            }
            else if (!flags.Contains(options[i]))
            {
                throw new UsageException($"There is no option {options[i]}. Known: {string.Join(", ", [.. valued, .. flags])}.");
            }
        }
    }

    /// <returns>Null where it is not there.</returns>
    public static string? Text(string[] options, string name) =>
        Array.IndexOf(options, name) is var place and >= 0 && place + 1 < options.Length ? options[place + 1] : null;

    /// <exception cref="UsageException">It is no whole number from <paramref name="least"/> on.</exception>
    public static int Number(string[] options, string name, int usual, int least = 0) =>
        Text(options, name) is { } text ? Number(text, name, least) : usual;

    /// <param name="name">What the number is, for the sentence that refuses it.</param>
    /// <exception cref="UsageException">It is no whole number from <paramref name="least"/> on.</exception>
    public static int Number(string text, string name, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new UsageException($"{name} is {text}, and must be a whole number from {least} to {int.MaxValue}.");
}
