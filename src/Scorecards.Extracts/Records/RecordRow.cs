namespace Scorecards.Extracts;

/// <summary>One row of a record-level extract. It may be about a child: never log it.</summary>
/// <param name="Kind">Of the table that it is in.</param>
/// <param name="Values">
/// In the order of <see cref="RecordKind.TableColumns"/>, or of the part's columns; null = blank. Dates are yyyy-MM-dd, flags true or false, numbers
/// have a decimal point, codes are in upper case.
/// </param>
/// <param name="Part">Of the standard return that it comes from; null = it is a row of a whole table.</param>
public sealed record RecordRow(RecordKind Kind, string?[] Values, ReturnPart? Part = null);
