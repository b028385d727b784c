namespace Scorecards.Extracts;

/// <summary>
/// The rows of one table, a CSV file or a sheet of a workbook, one after another, as the text that a person saw. A date is yyyy-MM-dd, a
/// number has a decimal point and no grouping of its own, a percentage ends in %.
/// </summary>
public interface IRows : IAsyncDisposable
{
    /// <summary>
    /// The sheet's name, or the name of a file within a zip; of a workbook within a zip both, as in ashford.xlsx/May. Null where the upload is this
    /// one table.
    /// </summary>
    string? Sheet { get; }

    /// <summary>The name of its file within a zip, with its folders; null where it is in none.</summary>
    string? File => null;

    /// <summary>As a spreadsheet counts, from 1.</summary>
    long Number { get; }

    int CellCount { get; }

    /// <summary>Whether each cell says which column it is in, as in a workbook; in a CSV file a stray separator moves the cells after it.</summary>
    bool HasAddresses => false;

    /// <summary>Whether the current row is hidden, as by a filter.</summary>
    bool IsHidden => false;

    /// <summary>Whether the current row is the last one and has no line end. Where it lacks cells too, the file was cut off.</summary>
    bool HasNoEnd => false;

    /// <summary>What people should know of the file at its end, beside its rows.</summary>
    IEnumerable<string> Notes => [];

    /// <summary>At the end: the cells that are merged over several rows, and the first column and row of each; columns count from 0.</summary>
    IReadOnlyList<(string Cells, int Column, long Row)> Merged => [];

    /// <summary>Why the current row cannot be trusted as a whole; null = it can.</summary>
    string? Fault => null;

    /// <returns>False at the end.</returns>
    /// <exception cref="ExtractException">The table cannot be read to its end.</exception>
    ValueTask<bool> ReadAsync(CancellationToken ct);

    /// <summary>The cell without the white space around it; empty where the row is shorter. Valid until the next call.</summary>
    ReadOnlySpan<char> Cell(int index);

    /// <summary>The texts of all cells of the current row, one after another.</summary>
    IEnumerable<string> Cells => Enumerable.Range(0, CellCount).Select(i => Cell(i).ToString());

    /// <summary>Whether the cell can be trusted and is exactly this text.</summary>
    bool IsText(int index, string text) => CellFault(index) is null && Cell(index).SequenceEqual(text);

    /// <summary>
    /// The number of a cell that is nothing but digits, perhaps with a point, as nearly every figure is; below <see cref="Domain.Measure.Bound"/>.
    /// </summary>
    /// <returns>False: it is written in another way, perhaps only with a space before it, or is none.</returns>
    bool TryDigits(int index, out decimal number)
    {
        number = 0;
        return CellFault(index) is null && NumberText.TryDigits(Cell(index), out number);
    }

    /// <summary>
    /// The decimal places that a workbook's cell shows of any number, which its text need not have: 90 shown as 90.0 is known to one. 0 where the
    /// text has all that there are.
    /// </summary>
    byte ShownDecimals(int index) => 0;

    /// <summary>Whether the cell is empty and nothing is wrong with it.</summary>
    bool IsBlank(int index) => Cell(index).IsEmpty && CellFault(index) is null;

    /// <summary>Why the cell has no text that can be trusted, with its address, such as an error value; null = nothing.</summary>
    string? CellFault(int index) => null;
}
