using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Scorecards.Extracts;

/// <summary>The keys of a table's accepted rows and what each row says, kept as hashes so that millions of rows take little memory.</summary>
/// <param name="key">The positions of the key's columns.</param>
sealed class RecordKeys(int[] key)
{
    /// <summary>Parts values, none of which has a control character; a blank is as good as an empty text.</summary>
    const char End = '\u001F';

    /// <summary>By half of their key's hash, which is found faster than the whole; the other half tells whether it is the same key.</summary>
    readonly Dictionary<ulong, (ulong OtherHalf, long Row, ulong Said)> rows = [];

    char[] buffer = new char[256];

    /// <summary>Notes a row.</summary>
    /// <param name="isSame">Whether the earlier row says the same in every column.</param>
    /// <returns>The earlier row of its key, which stays noted; null = it is the first.</returns>
    public long? FindEarlier(string?[] values, long row, out bool isSame)
    {
        var length = 0;
        foreach (var position in key)
        {
            Append(values[position], ref length);
        }

        var hash = XxHash128.HashToUInt128(Bytes(length));
        length = 0;
        foreach (var value in values)
        {
            Append(value, ref length);
        }

        var said = XxHash3.HashToUInt64(Bytes(length));
        var otherHalf = (ulong)(hash >> 64);
        ref var earlier = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, (ulong)hash, out var isThere);
        isThere &= earlier.OtherHalf == otherHalf;
        isSame = isThere && earlier.Said == said;
        if (isThere)
        {
            return earlier.Row;
        }

        earlier = (otherHalf, row, said);
        return null;
    }

    void Append(string? value, ref int length)
    {
        var needed = length + (value?.Length ?? 0) + 1;
        if (needed > buffer.Length)
        {
            Array.Resize(ref buffer, needed * 2);
        }

        value.AsSpan().CopyTo(buffer.AsSpan(length));
        buffer[needed - 1] = End;
        length = needed;
    }

    ReadOnlySpan<byte> Bytes(int length) => MemoryMarshal.AsBytes(buffer.AsSpan(0, length));
}
