using System.Globalization;
using Scorecards.Domain;
using Scorecards.Tests.House;

namespace Scorecards.Tests.Records;

sealed partial class KnownAnswers
{
    /// <summary>Where the files are.</summary>
    public static string Folder { get; } = Path.Combine(SourceCode.Root, "tests", "Scorecards.Tests", "Records");

    /// <summary>The county's figures of a month, with UASC.</summary>
    public static IEnumerable<(IndicatorId Indicator, decimal Numerator, decimal? Denominator)> Totals(Month month) =>
        from total in Read(Folder).totals
        where total.Key.Item1 == month
        select (total.Key.Item2, decimal.Parse(total.Value[0], CultureInfo.InvariantCulture),
            total.Value[1] == NoChild ? (decimal?)null : decimal.Parse(total.Value[1], CultureInfo.InvariantCulture));
}
