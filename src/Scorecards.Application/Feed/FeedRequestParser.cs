using System.Buffers.Text;
using System.Text;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Application.Feed;

/// <summary>Understands requests to the feed. Nothing that OData knows is ignored: an error names what the feed does not offer.</summary>
public static class FeedRequestParser
{
    /// <summary>What an address may begin with that is no set of this feed.</summary>
    static readonly string[] NotOffered = ["$batch", "$entity", "$all", "$crossjoin"];

    /// <param name="serviceRoot">The address of the service document, ending in a slash.</param>
    /// <param name="path">The rest of the address, still encoded, beginning with a slash.</param>
    /// <param name="query">The options of the query with all their values.</param>
    /// <exception cref="ProblemException">The feed does not answer the request.</exception>
    public static FeedRequest Parse(
        Uri serviceRoot, string path, IEnumerable<KeyValuePair<string, string?[]>> query, FeedHeaders headers, GivenMonths given)
    {
        var sent = FeedOptions.Read(query);
        var options = Resolved(sent);
        path = WithWholeKey(FeedOptions.WithAliases(path, sent));
        var text = string.Join('&', options.Select(o => $"{Uri.EscapeDataString(o.Key)}={Uri.EscapeDataString(o.Value)}"));
        if (!Uri.TryCreate(serviceRoot.AbsoluteUri.TrimEnd('/') + path + (text == "" ? "" : "?" + text), UriKind.Absolute, out var address))
        {
            throw FeedProblem.Wrong("The address is not valid.", null);
        }

        if (NotOffered.FirstOrDefault(name => path.StartsWith($"/{name}", StringComparison.Ordinal)) is { } other)
        {
            throw FeedProblem.NotOffered($"The address '{other}'", other, "Read one set at a time, each with a GET of its own.");
        }

        var parser = new ODataUriParser(FeedModel.Model, serviceRoot, address) { Resolver = new UriResolver() };
        var parsed = Ask(parser.ParsePath, null);
        var (target, set, key) = ReadPath(parsed);
        RequireKnown(options, target);
        var asked = new FeedRequest(serviceRoot, address, options, headers, target, parsed, given);
        return set is null ? asked : ReadRowOptions(asked with { Set = set, Key = key }, parser);
    }

    /// <summary>
    /// A key of several columns may come as segments, one a column, as a key of one column may (OData 4.01 URL Conventions, 4.3.6). Microsoft's
    /// parser takes the latter only.
    /// </summary>
    static string WithWholeKey(string path)
    {
        var parts = path.Trim('/').Split('/');
        var set = FeedModel.Sets.FirstOrDefault(s => s.EntitySet.Name == parts[0] && s.Keys.Count > 1 && s.Keys.Count == parts.Length - 1);
        return set is null || Array.Exists(parts, part => part.StartsWith('$')) ? path
            : $"/{set.AddressOf(parts.Skip(1).Select(Uri.UnescapeDataString))}";
    }

    /// <summary>The system query options, with the values of the aliases in them.</summary>
    static Dictionary<string, string> Resolved(Dictionary<string, string> sent) =>
        sent.Where(o => !o.Key.StartsWith('@')).ToDictionary(o => o.Key, o => o.Key switch
        {
            "$filter" or "$apply" => ListLiterals.AsTyped(ExpressionText.AsParsed(FeedOptions.WithAliases(o.Value, sent, o.Key))),
            "$orderby" => ExpressionText.AsParsed(FeedOptions.WithAliases(o.Value, sent, o.Key)),
            "$count" => o.Value.ToLowerInvariant(),
            _ => o.Value,
        });

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
            [.., var last] => throw FeedProblem.NotOffered(
                $"The path segment '{last.Identifier}'", last.Identifier, "Address a set, a row or a $count; use $filter and $select for a part."),
        };

        static FeedSet Find(EntitySetSegment segment) => FeedModel.Sets.First(s => s.EntitySet == segment.EntitySet);
    }

    static void RequireKnown(Dictionary<string, string> options, FeedTarget target)
    {
        string[] known = target switch
        {
            FeedTarget.Rows => FeedOptions.Offered,
            FeedTarget.Count => ["$filter", "$apply"],
            FeedTarget.Entity => ["$select", "$format"],
            _ => ["$format"],
        };
        foreach (var name in options.Keys.Where(o => !known.Contains(o, StringComparer.Ordinal)))
        {
            throw FeedProblem.Wrong($"The option '{name}' does not apply to this address. Leave it out.", name);
        }

        string[] formats = target == FeedTarget.Metadata ? ["xml", "application/xml", "application/json"] : ["json", "application/json"];
        if (options.TryGetValue("$format", out var format)
            && !formats.Contains(format.Split(';')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase))
        {
            throw FeedProblem.Wrong($"There is no format '{format}'. The feed is JSON; its $metadata is XML.", "$format");
        }
    }

    static FeedRequest ReadRowOptions(FeedRequest asked, ODataUriParser parser)
    {
        asked = asked.Options.TryGetValue("$apply", out var apply) ? ReadGrouping(asked, apply, parser) : asked;
        var filter = Ask(parser.ParseFilter, "$filter");
        var order = ReadOrder(asked, parser);

        var select = Ask(parser.ParseSelectAndExpand, "$select");
        return asked with
        {
            Filter = filter,
            OrderBy = order,
            Select = select,
            Columns = SelectColumns(asked.Set, select),
            Top = ReadRows(asked, "$top"),
            Skip = ReadRows(asked, "$skip") ?? 0,
            IsCounted = Ask(parser.ParseCount, "$count") ?? false,
            Token = asked.Options.TryGetValue("$skiptoken", out var token) ? Decoded(token) : null,
        };
    }

    /// <summary>A number of rows. Microsoft's parser says of one beyond its range that it is no whole number, and takes signs and spaces.</summary>
    static long? ReadRows(FeedRequest asked, string option) =>
        !asked.Options.TryGetValue(option, out var text) ? null
        : WholeNumber.TryParse(text, out var rows) ? rows
        : throw FeedProblem.Wrong($"{option} is '{text}'. Write a whole number from 0 to {long.MaxValue}, in digits alone.", option);

    static List<OrderByClause> ReadOrder(FeedRequest asked, ODataUriParser parser)
    {
        try
        {
            List<OrderByClause> order = [];
            for (var clause = Ask(parser.ParseOrderBy, "$orderby"); clause is not null; clause = clause.ThenBy)
            {
                order.Add(clause);
            }

            return order;
        }
        catch (ProblemException e) when (e.Status == 400 && asked.Grouping is not null)
        {
            var columns = string.Join(", ", asked.Set.Columns.Select(c => c.Name));
            throw FeedProblem.Wrong($"The option '$orderby' is not understood. The columns of the groups are {columns}.", "$orderby");
        }
    }

    static FeedRequest ReadGrouping(FeedRequest asked, string apply, ODataUriParser parser)
    {
        if (asked.Set != FeedModel.Results)
        {
            throw FeedProblem.NotOffered(
                $"The option '$apply' on {asked.Set.EntitySet.Name}", "$apply", "Read the rows, and aggregate in your client.");
        }

        foreach (var (option, instead) in new[]
        {
            ("$filter", "Begin $apply with filter(...)/."), ("$select", "Leave it out: groupby names the columns."),
        })
        {
            if (asked.Options.ContainsKey(option))
            {
                throw FeedProblem.NotOffered($"The option '{option}' beside $apply", option, instead);
            }
        }

        try
        {
            var grouping = FeedGrouping.Read(Ask(parser.ParseApply, "$apply"));
            return asked with { Grouping = grouping, Set = grouping.Groups };
        }
        catch (ProblemException e) when (e.Status == 400 && FeedGrouping.FindNotOffered(apply) is { } other)
        {
            throw other;
        }
    }

    static IReadOnlyList<Column<object>> SelectColumns(FeedSet set, SelectExpandClause? select)
    {
        if (select is null || select.AllSelected || select.SelectedItems.Any(item => item is WildcardSelectItem))
        {
            return set.Columns;
        }

        var names = select.SelectedItems.Select(item => item switch
        {
            PathSelectItem { SelectedPath.FirstSegment: PropertySegment property } => property.Property.Name,
            _ => throw FeedProblem.NotOffered("A selection of anything but columns", "$select", "Name the columns that $metadata lists, or *."),
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
            throw FeedProblem.Make(404, FeedAdvice.AddTo(e.Message, target), target);
        }
        catch (ODataException e) when (!e.Message.Contains("internal error", StringComparison.Ordinal))
        {
            throw FeedProblem.Wrong(FeedAdvice.AddTo(e.Message, target), target);
        }
        catch (Exception)
        {
            // What the parser itself stumbles over is still a fault in the request; the caller does not need the parser's own words.
            var what = target is null
                ? "The address is not understood. GET /api/odata lists the sets."
                : $"The option '{target}' is not understood. Compare columns with literals of their own type.";
            throw FeedProblem.Wrong(what, target);
        }
    }

    static string[] Decoded(string token)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(token));
            return UnreadableText.IsIn(text) ? throw BadToken() : text.Split('\n');
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw BadToken();
        }
    }

    public static ProblemException BadToken() =>
        FeedProblem.Wrong("The $skiptoken did not come from this feed. Start again without it.", "$skiptoken");

    /// <summary>Operators and functions in any case, as OData 4.01 has them; names of sets and columns as they are written in the schema.</summary>
    sealed class UriResolver : ODataUriResolver
    {
        public UriResolver() => EnableCaseInsensitive = true;

        public override IEdmProperty? ResolveProperty(IEdmStructuredType type, string propertyName) => type.FindProperty(propertyName);

        public override IEdmNavigationSource? ResolveNavigationSource(IEdmModel model, string identifier) =>
            model.FindDeclaredNavigationSource(identifier);
    }
}
