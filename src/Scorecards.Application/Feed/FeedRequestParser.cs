using System.Buffers.Text;
using System.Text;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Scorecards.Reports;

namespace Scorecards.Application.Feed;

/// <summary>Understands requests to the feed. Nothing in a request is ignored: an error names what the feed does not offer.</summary>
public static class FeedRequestParser
{
    static readonly string[] KeyOptions = ["code", "clientId"];
    static readonly string[] NotOffered = [
        "$apply", "$search", "$expand", "$compute", "$levels", "$index", "$deltatoken", "$schemaversion", "$id", "$entityid"];
    static readonly string[] RowOptions = ["$filter", "$select", "$orderby", "$top", "$skip", "$count", "$skiptoken", "$format"];

    /// <param name="serviceRoot">The address of the service document, ending in a slash.</param>
    /// <param name="path">The rest of the address, still encoded, beginning with a slash.</param>
    /// <param name="query">The options of the query with all their values.</param>
    /// <param name="headers">The headers that change the answer.</param>
    /// <param name="given">The months as the caller may see them.</param>
    /// <exception cref="ProblemException">The feed does not answer the request.</exception>
    public static FeedRequest Parse(
        Uri serviceRoot, string path, IEnumerable<KeyValuePair<string, string?[]>> query, FeedHeaders headers, GivenMonths given)
    {
        var options = ReadOptions(query);
        var text = string.Join('&', options.Select(o =>
            $"{Uri.EscapeDataString(o.Key)}={Uri.EscapeDataString(o.Key == "$filter" ? DayLists.WithDays(o.Value) : o.Value)}"));
        if (!Uri.TryCreate(serviceRoot.AbsoluteUri.TrimEnd('/') + path + (text == "" ? "" : "?" + text), UriKind.Absolute, out var address))
        {
            throw FeedProblem.Wrong("The address is not valid.", null);
        }

        var parser = new ODataUriParser(FeedModel.Model, serviceRoot, address);
        var parsed = Ask(parser.ParsePath, null);
        var (target, set, key) = ReadPath(parsed);
        RequireKnown(options, target);
        var asked = new FeedRequest(serviceRoot, address, options, headers, target, parsed, given);
        return set is null ? asked : ReadRowOptions(asked with { Set = set, Key = key }, parser);
    }

    static Dictionary<string, string> ReadOptions(IEnumerable<KeyValuePair<string, string?[]>> query)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in query.Where(o => !KeyOptions.Contains(o.Key, StringComparer.OrdinalIgnoreCase)))
        {
            options[name] = values.Length > 1 ? throw FeedProblem.Wrong($"The option '{name}' appears {values.Length} times. Send it once.", name)
                : values is [{ Length: > 0 } value] ? value
                : throw FeedProblem.Wrong($"The option '{name}' is blank.", name);
        }

        return options;
    }

    static (FeedTarget Target, FeedSet? Set, IReadOnlyList<object> Key) ReadPath(ODataPath path)
    {
        return path.ToList() switch
        {
            [] => (FeedTarget.ServiceDocument, null, []),
            [MetadataSegment] => (FeedTarget.Metadata, null, []),
            [EntitySetSegment set] => (FeedTarget.Rows, Find(set), []),
            [EntitySetSegment set, CountSegment] => (FeedTarget.Count, Find(set), []),
            [EntitySetSegment set, KeySegment key] =>
                (FeedTarget.Entity, Find(set), [.. Find(set).Keys.Select(k => key.Keys.First(given => given.Key == k.Name).Value)]),
            [.., var last] => throw FeedProblem.NotOffered($"The path segment '{last.Identifier}'", last.Identifier),
        };

        static FeedSet Find(EntitySetSegment segment) => FeedModel.Sets.First(s => s.EntitySet == segment.EntitySet);
    }

    static void RequireKnown(Dictionary<string, string> options, FeedTarget target)
    {
        string[] known = target switch
        {
            FeedTarget.Rows => RowOptions,
            FeedTarget.Count => ["$filter"],
            FeedTarget.Entity => ["$select", "$format"],
            _ => ["$format"],
        };
        foreach (var name in options.Keys.Where(o => !known.Contains(o, StringComparer.Ordinal)))
        {
            throw NotOffered.Contains(name, StringComparer.Ordinal) || name.StartsWith('@') ? FeedProblem.NotOffered($"The option '{name}'", name)
                : RowOptions.Contains(name, StringComparer.Ordinal)
                ? FeedProblem.Wrong($"The option '{name}' does not apply to this address.", name)
                : FeedProblem.Wrong($"There is no option '{name}'.", name);
        }

        if (options.TryGetValue("$format", out var format)
            && !format.StartsWith("application/json", StringComparison.Ordinal) && format != (target == FeedTarget.Metadata ? "xml" : "json"))
        {
            throw FeedProblem.Wrong($"There is no format '{format}'. The feed is JSON; its $metadata is XML.", "$format");
        }
    }

    static FeedRequest ReadRowOptions(FeedRequest asked, ODataUriParser parser)
    {
        var filter = Ask(parser.ParseFilter, "$filter");
        List<OrderByClause> order = [];
        for (var clause = Ask(parser.ParseOrderBy, "$orderby"); clause is not null; clause = clause.ThenBy)
        {
            order.Add(clause);
        }

        var select = Ask(parser.ParseSelectAndExpand, "$select");
        return asked with
        {
            Filter = filter,
            OrderBy = order,
            Select = select,
            Columns = SelectColumns(asked.Set, select),
            Top = Ask(parser.ParseTop, "$top"),
            Skip = Ask(parser.ParseSkip, "$skip") ?? 0,
            IsCounted = Ask(parser.ParseCount, "$count") ?? false,
            Token = asked.Options.TryGetValue("$skiptoken", out var token) ? Decoded(token) : null,
        };
    }

    static IReadOnlyList<Column<object>> SelectColumns(FeedSet set, SelectExpandClause? select)
    {
        if (select is null || select.AllSelected)
        {
            return set.Columns;
        }

        var names = select.SelectedItems.Select(item => item switch
        {
            PathSelectItem { SelectedPath.FirstSegment: PropertySegment property } => property.Property.Name,
            _ => throw FeedProblem.NotOffered("A selection of anything but columns", "$select"),
        }).ToHashSet(StringComparer.Ordinal);
        return [.. set.Columns.Where(c => names.Contains(c.Name))];
    }

    static T Ask<T>(Func<T> parse, string? target)
    {
        try
        {
            return parse();
        }
        catch (ODataUnrecognizedPathException e)
        {
            throw FeedProblem.Make(404, e.Message, target);
        }
        catch (ODataException e) when (!e.Message.Contains("internal error", StringComparison.Ordinal))
        {
            throw FeedProblem.Wrong(e.Message, target);
        }
        catch (Exception)
        {
            // What the parser itself stumbles over is still a fault in the request; the caller does not need the parser's own words.
            throw FeedProblem.Wrong(target is null ? "The address is not understood." : $"The option '{target}' is not understood.", target);
        }
    }

    static string[] Decoded(string token)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(token)).Split('\n');
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw BadToken();
        }
    }

    public static ProblemException BadToken() =>
        FeedProblem.Wrong("The $skiptoken did not come from this feed. Start again without it.", "$skiptoken");
}
