using System.Globalization;
using System.Text;

namespace Scorecards.Faults;

/// <summary>A request or an answer of HTTP/1.1 as it stood on the wire, its body whole in memory.</summary>
/// <param name="First">The request line or the status line.</param>
/// <param name="Headers">As written, in order; what says how long the body is on the wire left out, but for an answer to HEAD.</param>
/// <param name="Body">Without the framing of chunks.</param>
sealed record HttpMessage(string First, IReadOnlyList<string> Headers, byte[] Body)
{
    /// <returns>Null: there is none.</returns>
    public string? Header(string name) => Headers
        .Where(h => h.Length > name.Length && h[name.Length] == ':' && h.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        .Select(h => h[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    /// <summary>Of an answer.</summary>
    public int Status => int.Parse(First.Split(' ')[1], CultureInfo.InvariantCulture);

    public HttpMessage Without(string header) =>
        this with { Headers = [.. Headers.Where(h => !h.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase))] };

    public byte[] ToBytes()
    {
        var head = new StringBuilder(First).Append("\r\n");
        foreach (var header in Headers)
        {
            head.Append(header).Append("\r\n");
        }

        if (Header("Content-Length") is null && !IsBodiless)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }

    bool IsBodiless => First.StartsWith("HTTP/", StringComparison.Ordinal)
        ? Status is 204 or 304
        : Body.Length == 0 && !(First.StartsWith("PUT ", StringComparison.Ordinal) || First.StartsWith("POST ", StringComparison.Ordinal));
}
