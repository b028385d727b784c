using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Scorecards.Reports;

namespace Scorecards.Application.Feed;

/// <summary>A request to the feed, as Microsoft's URI parser understands it.</summary>
/// <param name="ServiceRoot">The address of the service document, ending in a slash.</param>
/// <param name="Address">The address without the key.</param>
/// <param name="Options">The system query options by their canonical names, with the values of aliases in them.</param>
public sealed record FeedRequest(
    Uri ServiceRoot,
    Uri Address,
    IReadOnlyDictionary<string, string> Options,
    FeedHeaders Headers,
    FeedTarget Target,
    ODataPath Path,
    GivenMonths Given)
{
    /// <summary>Of rows, count and entity.</summary>
    public FeedSet Set { get; init; } = FeedModel.Results;

    /// <summary>Of an entity: the values of the key, in its order.</summary>
    public IReadOnlyList<object> Key { get; init; } = [];

    public FilterClause? Filter { get; init; }

    /// <summary>Null: the rows themselves are wanted, and not groups of them.</summary>
    public FeedGrouping? Grouping { get; init; }

    /// <summary>What a row of the set has to be: all of these hold.</summary>
    public IReadOnlyList<QueryNode> Conditions =>
        Grouping?.Conditions ?? (Filter is { } filter ? [.. FeedScope.Conditions(filter.Expression)] : []);

    public IReadOnlyList<OrderByClause> OrderBy { get; init; } = [];

    public SelectExpandClause? Select { get; init; }

    /// <summary>The columns of the answer, in the set's order.</summary>
    public IReadOnlyList<Column<object>> Columns { get; init; } = [];

    /// <summary>The most rows wanted; null = all.</summary>
    public long? Top { get; init; }

    /// <summary>Rows to pass over first.</summary>
    public long Skip { get; init; }

    /// <summary>Whether the answer carries the number of all rows.</summary>
    public bool IsCounted { get; init; }

    /// <summary>The parts of the <c>$skiptoken</c> that <see cref="NextLink"/> wrote; null = from the start.</summary>
    public IReadOnlyList<string>? Token { get; init; }

    public ODataVersion Version => Headers.Version;

    public int? MaxPageSize => Headers.MaxPageSize;

    /// <summary>The media types that the caller accepts.</summary>
    public string Accept => Options.GetValueOrDefault("$format") switch
    {
        { } format when format.Equals("json", StringComparison.OrdinalIgnoreCase) => "application/json",
        { } format when format.Equals("xml", StringComparison.OrdinalIgnoreCase) => "application/xml",
        { } type => type,
        null => Headers.Accept,
    };

    /// <summary>
    /// Whether each row is to be given its address, which the writer cannot make: full metadata has it, and a column of the key is not selected.
    /// </summary>
    public bool IsRowNamed => Accept.Contains("metadata=full", StringComparison.OrdinalIgnoreCase) && !Set.Keys.All(Columns.Contains);

    /// <summary>The address of the rows after those of this answer. It never contains the key: clients send theirs with each request.</summary>
    /// <param name="token">Where the next page starts.</param>
    /// <param name="top">Rows still wanted; null = all.</param>
    /// <param name="skip">Rows still to be passed over.</param>
    public Uri NextLink(IEnumerable<string> token, long? top, long skip)
    {
        var next = new Dictionary<string, string>(
            Options.Where(o => o.Key is not ("$top" or "$skip" or "$skiptoken")));
        if (top is { } left)
        {
            next["$top"] = left.ToString(CultureInfo.InvariantCulture);
        }

        if (skip > 0)
        {
            next["$skip"] = skip.ToString(CultureInfo.InvariantCulture);
        }

        next["$skiptoken"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', token)));
        var query = string.Join('&', next.Select(o => $"{UrlEncoder.Default.Encode(o.Key)}={UrlEncoder.Default.Encode(o.Value)}"));
        return new Uri($"{Address.GetLeftPart(UriPartial.Path)}?{query}");
    }
}
