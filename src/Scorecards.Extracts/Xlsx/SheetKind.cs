namespace Scorecards.Extracts;

/// <summary>Hidden also says "very hidden", which only a macro can show again; a chart or dialog sheet has no cells.</summary>
public enum SheetKind
{
    Visible,
    Hidden,
    WithoutCells,
}
