using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Scorecards.Application;
using Scorecards.Reports;

namespace ScorecardFunctions.Feed;

/// <summary>What an address of the feed asks for.</summary>
public enum FeedTarget
{
    ServiceDocument,
    Metadata,
    Rows,
    Count,
    Entity,
}

/// <summary>
/// A request of the feed, understood by Microsoft's URI parser. Nothing in it is ignored: what is not offered is an error that names it.
/// </summary>
public sealed class FeedRequest
{
    const string Root = "api/odata";

    static readonly string[] KeyOptions = ["code", "clientId"];
    static readonly string[] NotOffered = ["$apply", "$search", "$expand", "$compute", "$levels", "$index", "$deltatoken", "$schemaversion", "$id", "$entityid"];
    static readonly string[] RowOptions = ["$filter", "$select", "$orderby", "$top", "$skip", "$count", "$skiptoken", "$format"];

    readonly Dictionary<string, string> options;

    FeedRequest(HttpRequest request, Uri serviceRoot, Dictionary<string, string> options) =>
        (Request, ServiceRoot, this.options) = (request, serviceRoot, options);

    public HttpRequest Request { get; }

    public Uri ServiceRoot { get; }

    /// <summary>The address without the key; with the headers that the answer depends on, it names the answer.</summary>
    public required Uri Address { get; init; }

    public required ODataVersion Version { get; init; }

    public FeedTarget Target { get; private set; }

    public ODataPath? Path { get; private set; }

    /// <summary>Of rows, count and entity.</summary>
    public FeedSet Set { get; private set; } = FeedModel.Results;

    /// <summary>Of an entity: the values of the key, in its order.</summary>
    public IReadOnlyList<object> Key { get; private set; } = [];

    public FilterClause? Filter { get; private set; }

    public IReadOnlyList<OrderByClause> OrderBy { get; private set; } = [];

    public SelectExpandClause? Select { get; private set; }

    /// <summary>The columns to give, in the set's order.</summary>
    public IReadOnlyList<Column<object>> Columns { get; private set; } = [];

    public long? Top { get; private set; }

    public long Skip { get; private set; }

    public bool IsCounted { get; private set; }

    /// <summary>What <see cref="NextLink"/> was given; null = from the start.</summary>
    public IReadOnlyList<string>? Token { get; private set; }

    /// <summary>The media types that the answer may have.</summary>
    public string Accept => options.GetValueOrDefault("$format") switch
    {
        "json" => "application/json",
        "xml" => "application/xml",
        { } type => type,
        null => Request.Headers.Accept.ToString() is { Length: > 0 } accept ? accept : "*/*",
    };

    /// <summary>At most so many rows are wanted in an answer.</summary>
    public int? MaxPageSize { get; private init; }

    /// <summary>What the caller is given of the results.</summary>
    public required GivenMonths Given { get; init; }

    /// <exception cref="FeedException">It is not answered.</exception>
    public static FeedRequest Parse(HttpRequest request, GivenMonths given)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query.Where(o => !KeyOptions.Contains(o.Key, StringComparer.OrdinalIgnoreCase)))
        {
            options[name] = values.Count > 1 ? throw FeedException.Wrong($"The option '{name}' is given {values.Count} times.", name)
                : values.ToString() is { Length: > 0 } value ? value
                : throw FeedException.Wrong($"The option '{name}' is blank.", name);
        }

        var root = new Uri(BaseAddress(request), Root + "/");
        var query = string.Join('&', options.Select(o => $"{Uri.EscapeDataString(o.Key)}={Uri.EscapeDataString(o.Value)}"));
        if (!Uri.TryCreate(root.AbsoluteUri.TrimEnd('/') + PathOf(request) + (query == "" ? "" : "?" + query), UriKind.Absolute, out var address))
        {
            throw FeedException.Wrong("The address is not a valid one.", null);
        }

        var asked = new FeedRequest(request, root, options) { Given = given, Address = address, Version = VersionOf(request), MaxPageSize = MaxPageSizeOf(request) };
        asked.Parse(new ODataUriParser(FeedModel.Model, root, address));
        return asked;
    }

    /// <summary>The address of the rows behind those of this answer. It never holds the key: clients send theirs with each request.</summary>
    /// <param name="token">Where to go on.</param>
    /// <param name="top">What is still wanted.</param>
    /// <param name="skip">What is still to be passed over.</param>
    public Uri NextLink(IEnumerable<string> token, long? top, long skip)
    {
        var next = new Dictionary<string, string?>(
            options.Where(o => o.Key is not ("$top" or "$skip" or "$skiptoken")).Select(o => KeyValuePair.Create(o.Key, (string?)o.Value)));
        if (top is { } left)
        {
            next["$top"] = left.ToString(CultureInfo.InvariantCulture);
        }

        if (skip > 0)
        {
            next["$skip"] = skip.ToString(CultureInfo.InvariantCulture);
        }

        next["$skiptoken"] = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Join('\n', token)));
        return new Uri(QueryHelpers.AddQueryString(Address.GetLeftPart(UriPartial.Path), next));
    }

    void Parse(ODataUriParser parser)
    {
        Path = Ask(parser.ParsePath, null);
        Target = Path.ToList() switch
        {
            [] => FeedTarget.ServiceDocument,
            [MetadataSegment] => FeedTarget.Metadata,
            [EntitySetSegment set] => For(FeedTarget.Rows, set),
            [EntitySetSegment set, CountSegment] => For(FeedTarget.Count, set),
            [EntitySetSegment set, KeySegment key] => For(FeedTarget.Entity, set, key),
            [.., var last] => throw FeedException.NotOffered($"The path segment '{last.Identifier}'", last.Identifier),
        };
        string[] known = Target switch
        {
            FeedTarget.Rows => RowOptions,
            FeedTarget.Count => ["$filter"],
            FeedTarget.Entity => ["$select", "$format"],
            _ => ["$format"],
        };
        foreach (var name in options.Keys.Where(o => !known.Contains(o, StringComparer.Ordinal)))
        {
            throw NotOffered.Contains(name, StringComparer.Ordinal) || name.StartsWith('@') ? FeedException.NotOffered($"The option '{name}'", name)
                : FeedException.Wrong(RowOptions.Contains(name, StringComparer.Ordinal) ? $"The option '{name}' has no meaning at this address." : $"There is no option '{name}'.", name);
        }

        if (options.TryGetValue("$format", out var format) && !format.StartsWith("application/json", StringComparison.Ordinal) && format != (Target == FeedTarget.Metadata ? "xml" : "json"))
        {
            throw FeedException.Wrong($"There is no format '{format}': the feed is JSON, its $metadata XML.", "$format");
        }

        if (Target is not (FeedTarget.Rows or FeedTarget.Count or FeedTarget.Entity))
        {
            return;
        }

        Filter = Ask(parser.ParseFilter, "$filter");
        for (var clause = Ask(parser.ParseOrderBy, "$orderby"); clause is not null; clause = clause.ThenBy)
        {
            OrderBy = [.. OrderBy, clause];
        }

        Select = Ask(parser.ParseSelectAndExpand, "$select");
        Columns = Selected();
        Top = Ask(parser.ParseTop, "$top");
        Skip = Ask(parser.ParseSkip, "$skip") ?? 0;
        IsCounted = Ask(parser.ParseCount, "$count") ?? false;
        Token = options.TryGetValue("$skiptoken", out var token) ? Decoded(token) : null;
    }

    FeedTarget For(FeedTarget target, EntitySetSegment set, KeySegment? key = null)
    {
        Set = FeedModel.Sets.First(s => s.EntitySet == set.EntitySet);
        Key = key is null ? [] : [.. Set.Keys.Select(k => key.Keys.First(given => given.Key == k.Name).Value)];
        return target;
    }

    IReadOnlyList<Column<object>> Selected()
    {
        if (Select is null || Select.AllSelected)
        {
            return Set.Columns;
        }

        var names = Select.SelectedItems.Select(item => item switch
        {
            PathSelectItem { SelectedPath.FirstSegment: PropertySegment property } => property.Property.Name,
            _ => throw FeedException.NotOffered("A selection of anything but columns", "$select"),
        }).ToHashSet(StringComparer.Ordinal);
        return [.. Set.Columns.Where(c => names.Contains(c.Name))];
    }

    static T Ask<T>(Func<T> parse, string? target)
    {
        try
        {
            return parse();
        }
        catch (ODataUnrecognizedPathException e)
        {
            throw new FeedException(StatusCodes.Status404NotFound, e.Message, target);
        }
        catch (ODataException e) when (!e.Message.Contains("internal error", StringComparison.Ordinal))
        {
            throw FeedException.Wrong(e.Message, target);
        }
        catch (Exception)
        {
            // What the parser itself stumbles over is still the request's fault; its own words are not for the caller.
            throw FeedException.Wrong(target is null ? "The address is not understood." : $"The option '{target}' is not understood.", target);
        }
    }

    static string[] Decoded(string token)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(token)).Split('\n');
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw BadToken();
        }
    }

    public static FeedException BadToken() => FeedException.Wrong("The $skiptoken is not one that this feed has given.", "$skiptoken");

    /// <summary>
    /// As the caller sees it: on Azure the worker is behind the host, which says in headers how it was called. It only ever becomes part of the
    /// caller's own answer.
    /// </summary>
    static Uri BaseAddress(HttpRequest request)
    {
        var host = request.Headers["X-Forwarded-Host"].ToString() is { Length: > 0 } forwarded ? forwarded.Split(',')[0].Trim() : request.Host.Value;
        var scheme = request.Headers["X-Forwarded-Proto"].ToString().Split(',')[0].Trim() is "https" ? "https" : request.Scheme;
        return Uri.TryCreate($"{scheme}://{host}/", UriKind.Absolute, out var address) && address.AbsolutePath == "/" && address.UserInfo == ""
            ? address
            : throw FeedException.Wrong("The header Host is not valid.", "Host");
    }

    /// <summary>What stands behind the root, still encoded.</summary>
    static string PathOf(HttpRequest request)
    {
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? target.Split('?')[0] : request.Path.ToUriComponent();
        var root = raw.IndexOf(Root, StringComparison.OrdinalIgnoreCase);
        var path = root < 0 ? "" : raw[(root + Root.Length)..];
        return path is "" ? "/" : path;
    }

    static ODataVersion VersionOf(HttpRequest request)
    {
        var isNewest = false;
        foreach (var name in new[] { "OData-Version", "OData-MaxVersion" })
        {
            var text = request.Headers[name].ToString();
            if (text == "")
            {
                continue;
            }

            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) || version < 4m)
            {
                throw FeedException.Wrong($"The header {name} says '{text}': this feed is OData 4.0 and 4.01.", name);
            }

            isNewest = version > 4m;
        }

        return isNewest ? ODataVersion.V401 : ODataVersion.V4;
    }

    static int? MaxPageSizeOf(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].ToString().Split(',', ';'))
        {
            if (preference.Split('=', 2) is [var name, var value] && name.Trim() is "odata.maxpagesize" or "maxpagesize"
                && int.TryParse(preference.Split('=', 2)[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
            {
                return size;
            }
        }

        return null;
    }
}
