using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>A row of the catalogue as an attempt wrote it.</summary>
/// <param name="Attempt">Whether and how it counts, the journal says.</param>
/// <param name="Item">An <see cref="Indicator"/>, <see cref="Target"/>, <see cref="Scorecard"/>, <see cref="Recipient"/>, <see cref="Timetable"/>,
/// <see cref="BankHoliday"/>, <see cref="Mapping"/> or <see cref="OwnDefinition"/>.</param>
public sealed record CatalogueRow(string Attempt, object Item);
