using System.Runtime.InteropServices;

namespace Scorecards.Extracts;

/// <summary>Rows of a file, each by its sheet and number: a bit each, so that those of the largest file take little memory.</summary>
public sealed class RowSet
{
    const int RowsInBlock = 64;

    readonly Dictionary<(string Sheet, long Block), ulong> blocks = [];

    /// <param name="sheet">Null = of a CSV file by itself.</param>
    public void Add(string? sheet, long row) => CollectionsMarshal.GetValueRefOrAddDefault(blocks, BlockOf(sheet, row), out _) |= Bit(row);

    public void Remove(string? sheet, long row) => CollectionsMarshal.GetValueRefOrAddDefault(blocks, BlockOf(sheet, row), out _) &= ~Bit(row);

    public bool Contains(string? sheet, long row) => (blocks.GetValueOrDefault(BlockOf(sheet, row)) & Bit(row)) != 0;

    static (string Sheet, long Block) BlockOf(string? sheet, long row) => (sheet ?? "", row / RowsInBlock);

    static ulong Bit(long row) => 1UL << (int)(row % RowsInBlock);
}
