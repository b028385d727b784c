namespace Scorecards.Domain;

/// <summary>An edition of an issued month.</summary>
/// <param name="Number">Of the journal, that made it.</param>
/// <param name="Changed">When it was made, UTC.</param>
/// <param name="Scorecard">Null: the month had no figures.</param>
public sealed record IssuedEdition(long Number, DateTimeOffset Changed, MonthlyScorecard? Scorecard);
