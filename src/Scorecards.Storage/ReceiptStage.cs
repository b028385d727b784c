namespace Scorecards.Storage;

/// <summary>How far a receipt is.</summary>
public enum ReceiptStage
{
    /// <summary>Which rows were accepted and refused.</summary>
    Read = 1,

    /// <summary>And what has changed in the scorecards.</summary>
    Calculated = 2,
}
