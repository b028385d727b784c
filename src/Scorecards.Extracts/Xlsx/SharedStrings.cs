namespace Scorecards.Extracts;

/// <summary>The texts that the cells of a workbook share, in blocks, so that they take little more memory than their characters.</summary>
sealed class SharedStrings
{
    const int BytesForEach = 8;
    const int BlockLength = 64 * 1024;

    readonly List<char[]> blocks = [];
    readonly List<int> starts = [];
    int used = BlockLength;

    public int Count => starts.Count;

    /// <exception cref="ExtractException">They, or one of them, are larger than the limits allow.</exception>
    public static SharedStrings Read(XmlPart part, FileLimits limits)
    {
        var strings = new SharedStrings();
        var text = new TextBuffer(limits.LongestCell, () => $"text {strings.Count + 1} of the workbook's shared texts");
        var bytes = 0L;
        while (part.Read())
        {
            if (!part.IsStart || part.Name != "si")
            {
                continue;
            }

            text.Clear();
            text.AppendRichText(part);
            text.Unescape(0);
            bytes += BytesForEach + (2L * text.Length);
            if (bytes > limits.MostSharedStringBytes)
            {
                throw new ExtractException(
                    $"the workbook's shared texts take more than {FileLimits.Size(limits.MostSharedStringBytes)} of memory. "
                    + "Save each sheet as CSV and upload those");
            }

            strings.Add(text.Chars.AsSpan(0, text.Length));
        }

        return strings;
    }

    /// <summary>The array that holds the text, and where in it.</summary>
    public (char[] Block, int Start, int Length) this[int index]
    {
        get
        {
            var start = starts[index];
            var block = blocks[start / BlockLength];
            start %= BlockLength;
            return (block, start + 1, block[start]);
        }
    }

    // The length, which LongestCell keeps below 65,536, is one character before the text.
    void Add(ReadOnlySpan<char> text)
    {
        if (used + 1 + text.Length > BlockLength)
        {
            blocks.Add(new char[BlockLength]);
            used = 0;
        }

        starts.Add(((blocks.Count - 1) * BlockLength) + used);
        blocks[^1][used] = (char)text.Length;
        text.CopyTo(blocks[^1].AsSpan(used + 1));
        used += 1 + text.Length;
    }
}
