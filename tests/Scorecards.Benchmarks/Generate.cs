using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Tests.Records.Synthetic;

namespace Scorecards.Benchmarks;

/// <summary>Writes a synthetic council to a folder, and compares its figures with those that Kent printed.</summary>
static class Generate
{
    /// <summary>As many as Kent had, about.</summary>
    public const int UsualChildren = 20_000;

    const int UsualSeed = 1;
    const int Megabytes = 8_000;

    /// <summary>A share of the printed count, or so many.</summary>
    const decimal MostShare = 0.03m;
    const decimal MostCount = 3;
    const decimal MostPoints = 1;

    /// <param name="options"><c>--children N</c>, <c>--seed S</c>, <c>--to FOLDER</c> and <c>--compare</c>.</param>
    /// <returns>The exit code: 1 where a figure is not close to the printed one.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        Option.RequireKnown(options, ["--children", "--seed", "--to"], "--compare");
        var (children, seed) = Size(options);
        var folder = Option.Text(options, "--to") ?? Folder(children, seed);
        var builtIn = await WriteAsync(children, seed, folder);
        return options.Contains("--compare") ? Compare(folder, builtIn, children / (decimal)UsualChildren) : 0;
    }

    public static (int Children, int Seed) Size(string[] options) =>
        (Option.Number(options, "--children", UsualChildren, SyntheticCouncil.Fewest), Option.Number(options, "--seed", UsualSeed));

    public static string Folder(int children, int seed) => Path.Combine(Path.GetTempPath(), $"council-{children}-{seed}");

    public static async Task<BuiltInCatalogue> WriteAsync(int children, int seed, string folder)
    {
        var builtIn = await BuiltInCatalogue.ReadAsync(CancellationToken.None);
        var records = await SyntheticCouncil.WriteAsync(children, (ulong)seed, builtIn.BankHolidays.Select(h => h.Date), folder);
        await Console.Error.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{records:N0} records of {children:N0} children in {folder}"));
        return builtIn;
    }

    static int Compare(string folder, BuiltInCatalogue builtIn, decimal of)
    {
        using var database = LoadedCouncil.Open(folder, builtIn.BankHolidays.Select(h => h.Date), Megabytes);
        var printed = Path.Combine(Repository.Root, "samples", "measure-2012-05.csv");
        var far = 0;
        Console.WriteLine("| indicator | printed | generated | printed, value | generated, value | |\n|---|---:|---:|---:|---:|---|");
        foreach (var figure in PrintedFigure.Compare(printed, builtIn.Catalogue.Indicators, database, of))
        {
            var isClose = IsClose(figure);
            far += isClose ? 0 : 1;
            Console.WriteLine(
                $"| {figure.Indicator.Id} | {Counts(figure.Printed, figure.PrintedBase)} | {Counts(figure.Made, figure.MadeBase)} "
                + $"| {Value(figure.PrintedValue)} | {Value(figure.MadeValue)} | {(isClose ? "" : "far")} |");
        }

        return far == 0 ? 0 : 1;
    }

    static bool IsClose(PrintedFigure figure) =>
        IsClose(figure.Printed, figure.Made) && (figure.PrintedBase is not { } bottom || IsClose(bottom, figure.MadeBase ?? 0))
        && (figure.Indicator.Unit != Unit.Percent || Math.Abs((figure.PrintedValue ?? 0) - (figure.MadeValue ?? 0)) <= MostPoints);

    static bool IsClose(decimal printed, decimal made) => Math.Abs(printed - made) <= Math.Max(MostCount, MostShare * Math.Abs(printed));

    static string Counts(decimal numerator, decimal? denominator) =>
        denominator is { } bottom ? $"{Number(numerator)} / {Number(bottom)}" : Number(numerator);

    static string Number(decimal number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    static string Value(decimal? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";
}
