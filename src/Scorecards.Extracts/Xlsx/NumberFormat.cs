namespace Scorecards.Extracts;

/// <summary>What a cell's number format says of its number.</summary>
/// <param name="Decimals">The decimal places that it shows of every number, zeros too; 0 where it does not tell.</param>
readonly record struct NumberFormat(CellFormat Kind, byte Decimals);
