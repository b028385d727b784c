namespace Scorecards.Storage;

/// <summary>Which receipt of a path: a larger one replaces a smaller one.</summary>
/// <param name="Arrival">The arrival's number at the path.</param>
/// <param name="Entry">The entry of the journal that it ended in, or that was made in its place.</param>
public readonly record struct ReceiptVersion(int Arrival, long Entry, ReceiptStage Stage)
{
    public int CompareTo(ReceiptVersion other) => (Arrival, Entry, Stage).CompareTo((other.Arrival, other.Entry, other.Stage));
}
