using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>What an accepted row says.</summary>
/// <param name="Table">The table that it is in.</param>
/// <param name="Item">
/// A <see cref="Measure"/>, a <see cref="Commentary"/>, a <see cref="RecordRow"/> or a row of the catalogue, by the table's kind.
/// </param>
/// <param name="Number">As a spreadsheet counts, from 1.</param>
public readonly record struct ExtractRow(ExtractTable Table, object Item, long Number);
