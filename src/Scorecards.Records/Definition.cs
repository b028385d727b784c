using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>How an indicator is counted from records.</summary>
/// <param name="Unit">Where it is <see cref="Unit.Per10000"/>, the denominator is the slice's population and not counted.</param>
/// <param name="Sql">
/// A query over the views, of one row a record: record_key, child_id, team_code, in_numerator, in_denominator. The last two are yes or no, or a
/// number of full-time equivalents. Three more columns are for the list of cases and may be left out: event_date, due_by, reason.
/// </param>
public sealed record Definition(IndicatorId Indicator, Unit Unit, string Sql)
{
    /// <summary>What the definition counts and why: the comment that it begins with. Empty where it has none.</summary>
    public string Prose => SqlText.Prose(Sql);
}
