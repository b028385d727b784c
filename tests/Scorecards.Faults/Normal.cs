using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scorecards.Faults;

/// <summary>
/// Takes out of a text what is not the same in two runs that end alike: the trial's own id, hashes, times, traces, ETags, the app's port, numbers of
/// the journal, how often something was tried, and what other trials have to do with it. Nothing else.
/// </summary>
/// <param name="id">Of the trial.</param>
/// <param name="isAtOnce">As <see cref="Scenario.IsAtOnce"/>.</param>
sealed partial class Normal(string id, bool isAtOnce)
{
    /// <summary>Names of JSON values that are times, or count tries.</summary>
    static readonly HashSet<string> Left = new(StringComparer.OrdinalIgnoreCase)
    {
        "received", "registered", "worked", "attempts", "etag", "changed", "traceParent", "trace", "asOf", "settled", "number", "committed", "entry",
    };

    /// <summary>Lists in which the order is that of the work.</summary>
    static readonly HashSet<string> Unordered = new(StringComparer.Ordinal) { "changes", "concerns" };

    public string Of(string text)
    {
        text = text.Replace(id, "ID", StringComparison.Ordinal);
        text = isAtOnce ? Changes().Replace(text, "") : text;
        text = Alike().Replace(text, "");
        text = Hash().Replace(text, "HASH");
        text = Picture().Replace(text, "PICTURE");
        text = Time().Replace(text, "TIME");
        text = Guids().Replace(text, "GUID");
        text = LocalTime().Replace(text, "TIME");
        return Address().Replace(text, "ADDRESS");
    }

    public string OfAnswer((int Status, string Body) answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return Of($"{answer.Status} {Of(json.RootElement)}");
        }
        catch (JsonException)
        {
            return Of($"{answer.Status} {answer.Body}");
        }
    }

    /// <summary>Its first line has recipient and subject.</summary>
    public string OfMail(JsonElement mail)
    {
        var attachments = string.Join('\n', mail.GetProperty("attachments").EnumerateArray().Select(a => a.GetProperty("name")));
        return Of($"{mail.GetProperty("to")} {mail.GetProperty("subject")}\n{mail.GetProperty("text")}\n{attachments}");
    }

    string Of(JsonElement element)
    {
        var text = new StringBuilder();
        Write(element, null, text);
        return text.ToString();
    }

    void Write(JsonElement element, string? name, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append("{ ");
                foreach (var property in element.EnumerateObject().Where(p => !Left.Contains(p.Name) && !(isAtOnce && p.Name == "changes")))
                {
                    text.Append(property.Name).Append(": ");
                    Write(property.Value, property.Name, text);
                    text.Append(' ');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                var items = element.EnumerateArray().Select(Of);
                items = name is not null && Unordered.Contains(name) ? items.Order(StringComparer.Ordinal) : items;
                text.Append('[').AppendJoin(", ", items).Append(']');
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    /// <summary>A scorecard of another trial on the same account, whose id is much like this one's.</summary>
    [GeneratedRegex(@"\. Did you mean trial\d+[^?]*\?")]
    private static partial Regex Alike();

    [GeneratedRegex("[0-9a-fA-F]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")]
    private static partial Regex Time();

    /// <summary>Of a receipt's page, and the sentence of a receipt that has none.</summary>
    [GeneratedRegex("<h2>What has changed</h2>.*?(?=<h2>)| Nothing changed: [^.]*[.]", RegexOptions.Singleline)]
    private static partial Regex Changes();

    /// <summary>Named after its bytes.</summary>
    [GeneratedRegex(@"[0-9a-f]{12}\.png")]
    private static partial Regex Picture();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex(@"\d\d/\d\d/\d{4},? (at )?\d\d:\d\d(:\d\d)?")]
    private static partial Regex LocalTime();
}
