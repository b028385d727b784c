namespace Scorecards.Extracts;

/// <summary>What a cell's number format makes of its number.</summary>
enum CellFormat : byte
{
    Number,
    Percent,
    Date,
}
