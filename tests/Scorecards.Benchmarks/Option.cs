using System.Globalization;

namespace Scorecards.Benchmarks;

/// <summary>Options of the command line with a value behind them.</summary>
static class Option
{
    /// <returns>Null where it is not there.</returns>
    public static string? Text(string[] options, string name) =>
        Array.IndexOf(options, name) is var place and >= 0 && place + 1 < options.Length ? options[place + 1] : null;

    public static int Number(string[] options, string name, int usual) =>
        Text(options, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
