using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>The number formats of a workbook's cell styles, of which a cell gives the index.</summary>
sealed class CellFormats
{
    // Excel's own limit is 65,490.
    const int Most = 100_000;

    /// <summary>Excel shows no more.</summary>
    const int MostDecimals = 15;

    readonly List<NumberFormat> formats = [];

    /// <summary>False where the workbook's styles have no such index.</summary>
    public bool TryGet(int style, out NumberFormat format)
    {
        var isKnown = style >= 0 && style < formats.Count;
        format = isKnown ? formats[style] : default;
        return isKnown;
    }

    /// <exception cref="InvalidDataException">There are more than any program writes.</exception>
    public static CellFormats Read(XmlPart part)
    {
        var result = new CellFormats();
        var custom = new Dictionary<int, NumberFormat>();
        var section = "";
        while (part.Read())
        {
            if (!part.IsStart)
            {
                continue;
            }

            // Differential formats further down have elements of the same name that mean something else.
            if (part.Depth == 1)
            {
                section = part.Name;
            }
            else if (section == "numFmts" && part.Name == "numFmt")
            {
                var id = Id(part);
                var code = part.Attribute("formatCode");
                custom[id] = new NumberFormat(Classify(code), CountDecimals(code));
            }
            else if (section == "cellXfs" && part.Name == "xf" && part.Depth == 2)
            {
                var id = Id(part);
                result.formats.Add(custom.TryGetValue(id, out var format) ? format : BuiltIn(id));
            }

            if (custom.Count > Most || result.formats.Count > Most)
            {
                throw new InvalidDataException();
            }
        }

        return result;
    }

    /// <summary>ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the dates of East Asian languages. A time of day stays a number.</summary>
    public static NumberFormat BuiltIn(int id) => id switch
    {
        9 => new NumberFormat(CellFormat.Percent, 0),
        10 => new NumberFormat(CellFormat.Percent, 2),
        (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58) => new NumberFormat(CellFormat.Date, 0),
        2 or 4 or 7 or 8 or 39 or 40 or 43 or 44 => new NumberFormat(CellFormat.Number, 2),
        _ => default,
    };

    /// <summary>
    /// By the first section of a format code, which is that of positive numbers; where it is for some numbers only, by the first that says more than
    /// a plain number.
    /// </summary>
    public static CellFormat Classify(ReadOnlySpan<char> code)
    {
        var hasCondition = HasCondition(code);
        var format = ClassifySection(code, out var end);
        while (hasCondition && format is CellFormat.Number && end < code.Length)
        {
            code = code[(end + 1)..];
            format = ClassifySection(code, out end);
        }

        return format;
    }

    /// <summary>
    /// The zeros behind the point in the first section, which is that of positive numbers. Where it is for some numbers only, has an exponent
    /// or shows thousands, it does not tell how exact a number is.
    /// </summary>
    public static byte CountDecimals(ReadOnlySpan<char> code)
    {
        var (count, isBehindPoint) = (0, false);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '"':
                    i = After(code, i, '"');
                    break;
                case '[':
                    i = After(code, i, ']');
                    break;
                case '.':
                    isBehindPoint = true;
                    break;
                case '0' when isBehindPoint:
                    count++;
                    break;
                case 'E' or 'e':
                case ',' when isBehindPoint || code[i..] is [_, '.', ..]:
                    return 0;
                default:
                    break;
            }
        }

        return (byte)(HasCondition(code) ? 0 : Math.Min(count, MostDecimals));
    }

    /// <summary>Whether the first section begins with a comparison in brackets, as <c>[=0]</c>, perhaps behind a colour.</summary>
    static bool HasCondition(ReadOnlySpan<char> code)
    {
        while (code is ['[', ..])
        {
            if (code is [_, '<' or '>' or '=', ..])
            {
                return true;
            }

            code = code[Math.Min(After(code, 0, ']') + 1, code.Length)..];
        }

        return false;
    }

    /// <param name="end">Where the next section's semicolon is; the code's length = there is none.</param>
    static CellFormat ClassifySection(ReadOnlySpan<char> code, out int end)
    {
        var (format, previous) = (CellFormat.Number, '\0');
        end = code.Length;
        for (var i = 0; i < code.Length; i++)
        {
            var c = char.ToLowerInvariant(code[i]);
            switch (c)
            {
                case ';':
                    end = i;
                    return format;
                case '\\' or '_' or '*':
                    i++;
                    continue;
                case '"':
                    i = After(code, i, '"');
                    continue;
                case '[':
                    previous = TimePart(code[(i + 1)..]);
                    i = After(code, i, ']');
                    continue;
                case 'a' when code[i..].StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    i += 4;
                    continue;
                case '%':
                    format = CellFormat.Percent;
                    break;
                case 'd' or 'y':
                case 'm' when previous != 'h' && !IsBeforeSeconds(code[i..]):
                    return CellFormat.Date;
                default:
                    break;
            }

            previous = char.IsAsciiLetter(c) ? c : previous;
        }

        return format;
    }

    /// <summary>[h], [mm] and [ss] are times that may pass a day; every other bracket is a colour, a condition or a language.</summary>
    static char TimePart(ReadOnlySpan<char> inBracket) => inBracket switch
    {
        ['h' or 'H', ..] => 'h',
        ['m' or 'M', ..] => 'm',
        ['s' or 'S', ..] => 's',
        _ => '\0',
    };

    static bool IsBeforeSeconds(ReadOnlySpan<char> code) => code.TrimStart("mM").TrimStart(": .") is ['s' or 'S', ..];

    static int After(ReadOnlySpan<char> code, int start, char end)
    {
        var length = code[(start + 1)..].IndexOf(end);
        return length < 0 ? code.Length : start + 1 + length;
    }

    static int Id(XmlPart part) => int.Parse(part.Attribute("numFmtId") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);
}
