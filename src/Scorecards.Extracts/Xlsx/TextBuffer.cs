using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>
/// Gathers the texts of a part; what <see cref="Chars"/> holds moves to another array when it grows, and the old one stays as it was.
/// </summary>
/// <param name="longest">In characters, of one text.</param>
/// <param name="place">Where the text is, for the refusal of a longer one.</param>
sealed class TextBuffer(int longest, Func<string> place)
{
    public char[] Chars { get; private set; } = new char[1024];

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    /// <summary>Appends the text of the current element, up to its end.</summary>
    public void AppendText(XmlPart part) => Append(part, Length);

    /// <summary>
    /// Appends all the text elements of the current one, but not the pronunciation that Japanese workbooks carry beside them. What is raised behind
    /// other text is the mark of a footnote: 12 with a raised 1 is 12 [1], not 121.
    /// </summary>
    public void AppendRichText(XmlPart part)
    {
        if (part.IsEmpty)
        {
            return;
        }

        var (start, depth) = (Length, part.Depth);
        var (isRaised, mark) = (false, -1);
        while (part.Read() && part.Depth > depth)
        {
            switch (part.IsStart ? part.Name : "")
            {
                case "r":
                    isRaised = false;
                    break;
                case "vertAlign":
                    isRaised = part.Attribute("val") is "superscript" or "subscript";
                    break;
                case "t":
                    mark = isRaised && mark < 0 ? Length : mark;
                    CloseMark(start, isRaised ? -1 : mark);
                    mark = isRaised ? mark : -1;
                    Append(part, start);
                    break;
                case "rPh":
                    part.Skip();
                    break;
            }
        }

        CloseMark(start, mark);
    }

    /// <summary>Sets the mark in brackets; not the letters of 31st, nor what has no text before it.</summary>
    void CloseMark(int start, int mark)
    {
        if (mark >= 0 && !Chars.AsSpan(start, mark - start).IsWhiteSpace()
            && Chars.AsSpan(mark, Length - mark).Trim() is not ("" or "st" or "nd" or "rd" or "th") and var text)
        {
            Replace(mark, $" [{text}]");
        }
    }

    /// <summary>Replaces everything from <paramref name="start"/>.</summary>
    public void Replace(int start, ReadOnlySpan<char> text)
    {
        Length = start;
        Room(text.Length);
        text.CopyTo(Chars.AsSpan(start));
        Length += text.Length;
    }

    /// <summary>Turns the _xHHHH_ of the file format, from <paramref name="start"/>, into the characters that they mean.</summary>
    public void Unescape(int start)
    {
        const int length = 7;
        var text = Chars.AsSpan(start, Length - start);
        if (text.IndexOf("_x") < 0)
        {
            return;
        }

        var (from, to) = (0, 0);
        while (from < text.Length)
        {
            if (text[from..] is ['_', 'x', _, _, _, _, '_', ..]
                && ushort.TryParse(text.Slice(from + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text[to++] = (char)code;
                from += length;
            }
            else
            {
                text[to++] = text[from++];
            }
        }

        Length = start + to;
    }

    void Append(XmlPart part, int start)
    {
        if (part.IsEmpty)
        {
            return;
        }

        var depth = part.Depth;
        while (part.Read() && part.Depth > depth)
        {
            while (part.IsText && part.ReadText(Chars, Length) is > 0 and var count)
            {
                Length += count;
                if (Length - start > longest)
                {
                    throw new ExtractException(
                        $"{place()} has more than {FileLimits.Count(longest)} characters. Shorten it and upload the file again");
                }

                Room(1);
            }
        }
    }

    void Room(int more)
    {
        if (Length + more > Chars.Length)
        {
            var larger = new char[Math.Max(Chars.Length * 2, Length + more)];
            Chars.AsSpan(0, Length).CopyTo(larger);
            Chars = larger;
        }
    }
}
