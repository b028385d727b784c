namespace Scorecards.Reports;

enum CellFont
{
    Normal,
    Bold,
    Title,
}
