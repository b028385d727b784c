using System.Globalization;

namespace Scorecards.Domain;

/// <summary>A row that counts and that somebody should look at, which shows only once its month is calculated.</summary>
/// <param name="Source">Where the row is.</param>
/// <param name="Figure">Of those that it states, the one to look at.</param>
/// <param name="Fault">
/// For the receipt of the row's upload. Its column is numerator, denominator, value or month, or blank for the row as a whole. How the file calls
/// the column shows only when the file is read again, and so does the sheet where the source has none.
/// </param>
public sealed record WarnedRow(Source Source, RowFigure Figure, Fault Fault)
{
    /// <param name="month">That the result is of.</param>
    /// <param name="result">With a source.</param>
    /// <param name="column">As in <see cref="Fault"/>.</param>
    /// <param name="value">What the row has there.</param>
    /// <param name="reason">What is remarkable, and how to put it right.</param>
    internal static WarnedRow From(MonthlyScorecard month, Result result, string column, string value, string reason) => new(
        result.Source!, new RowFigure(month.Scorecard, result.Indicator.Id, month.Month, result.Numerator),
        result.Source!.ToFault(column, value, reason));

    /// <summary>The column that has a result's figure; blank where the figure follows from several.</summary>
    /// <param name="isFollowed">Whether it follows from others by its indicator's formula.</param>
    internal static string ColumnOf(Result result, bool isFollowed) => isFollowed || IsDivided(result) ? ""
        : result.Indicator.Unit == Unit.Count && result.Numerator is not null ? "numerator"
        : "value";

    /// <summary>A result's figure as its row has it, not rounded as the scorecard shows it; one that follows from several with its unit.</summary>
    internal static string ValueOf(Result result) => IsDivided(result)
        ? result.Figure!.Value.Value.ToString("0.####", CultureInfo.InvariantCulture) + result.Indicator.Unit.Suffix
        : result.Figure!.Value.Value.ToString(CultureInfo.InvariantCulture);

    static bool IsDivided(Result result) => result.Indicator.Unit.Divides(result.Numerator, result.Denominator);
}
