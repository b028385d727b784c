using System.Globalization;
using System.Reflection;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Feed;

/// <summary>
/// The OData service that Power BI reads. Results come in pages of whole months, so that no page splits a month between two calculations;
/// every answer is made of a bounded number of rows, wherever it lies and whatever the filter.
/// </summary>
public sealed class ODataFeed(FeedData data, ResultRowReader facts, TimeProvider time)
{
    /// <summary>Rows in a page, or one month's if that has more. An answer of the service has about as many.</summary>
    const int PageSize = 5_000;

    /// <summary>Rows that are written before they are sent.</summary>
    const int PartSize = 500;

    /// <summary>Where a filter is asked of every row: rows looked at for a page.</summary>
    const int MostLookedAt = 100_000;

    /// <summary>Rows that are sorted in another order than their own, which have to be held.</summary>
    const int MostSorted = 100_000;

    /// <summary>The host cuts an answer off at 230 s; a page that takes this long ends at the next month.</summary>
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);

    /// <summary>Names the product's code as it is built: other code may answer otherwise from the same rows.</summary>
    public static readonly string Build = Keys.Hash(
    [
        .. typeof(ODataFeed).Assembly.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("Scorecards.", StringComparison.Ordinal))
            .OrderBy(a => a.Name, StringComparer.Ordinal).Select(Assembly.Load).Append(typeof(ODataFeed).Assembly)
            .Select(a => $"{a.ManifestModule.ModuleVersionId}"),
    ])[..8];

    /// <exception cref="ProblemException">The feed does not answer the request.</exception>
    public async Task<FeedAnswer> AnswerAsync(FeedRequest asked, CancellationToken ct) => asked.Target switch
    {
        FeedTarget.ServiceDocument => Answer(
            asked, ODataPayloadKind.ServiceDocument, FeedModel.Metadata, w => w.WriteServiceDocument(FeedModel.Model.GenerateServiceDocument())),
        FeedTarget.Metadata => Metadata(asked),
        FeedTarget.Entity => await EntityAsync(asked, ct),
        FeedTarget.Count => await CountAsync(asked, ct),
        _ when asked.Grouping is { } grouping => Page(asked, await GroupsAsync(asked, grouping, ct)),
        _ when asked.Set == FeedModel.Results => await ResultsAsync(asked, ct),
        _ => await RowsAsync(asked, ct),
    };

    static FeedText Metadata(FeedRequest asked) =>
        asked.Accept is var accept
            && (
                accept.Contains("xml", StringComparison.OrdinalIgnoreCase)
                    || accept.Contains("*/*", StringComparison.Ordinal)
                    || accept.Contains("application/*", StringComparison.Ordinal))
            ? new FeedText(FeedModel.Metadata, "application/xml;charset=utf-8", asked.Version)
            : throw FeedProblem.Make(
                406, $"$metadata is not available as '{accept}'. Ask for application/xml.", "Accept");

    async Task<FeedAnswer> EntityAsync(FeedRequest asked, CancellationToken ct)
    {
        var row = asked.Set == FeedModel.Results
            ? await RowAsync(asked, ct)
            : (await data.RowsAsync(asked.Set, asked.Given, ct)).FirstOrDefault(IsAsked);
        return row is null
            ? throw FeedProblem.Make(404, $"{asked.Set.EntitySet.Name} has no row with this key.", null)
            : Answer(
                asked,
                ODataPayloadKind.Resource,
                Text(asked.Set.Columns, [row]),
                writer => WriteRow(writer.CreateODataResourceWriter(asked.Set.EntitySet), row, asked));

        bool IsAsked(object candidate) => asked.Set.Keys.Select(k => k.Value(candidate)).SequenceEqual(asked.Key);
    }

    async Task<ResultRow?> RowAsync(FeedRequest asked, CancellationToken ct)
    {
        if (asked.Key is not [string scorecard, string text, string indicator] || !Month.TryParse(text, out var month))
        {
            return null;
        }

        var scope = new ResultScope
        {
            Scorecards = new HashSet<ScorecardId> { scorecard },
            From = month,
            To = month,
            Indicators = new HashSet<IndicatorId> { indicator }
        };
        return await facts.RowsAsync(scope, asked.Given, ct).FirstOrDefaultAsync(
            f => f.Scorecard.Value == scorecard && f.Result.Indicator.Id.Value == indicator, ct);
    }

    async Task<FeedAnswer> CountAsync(FeedRequest asked, CancellationToken ct)
    {
        var count = asked.Grouping is { } grouping ? (await GroupsAsync(asked, grouping, ct)).Count
            : asked.Set == FeedModel.Results
            ? await new ResultQuery(asked, time).CountAsync(facts, "$filter", ct)
            : Filtered(asked, await data.RowsAsync(asked.Set, asked.Given, ct)).LongCount();
        return new FeedText(count.ToString(CultureInfo.InvariantCulture), "text/plain;charset=utf-8", asked.Version);
    }

    /// <summary>Sets that are small enough to be held.</summary>
    async Task<FeedAnswer> RowsAsync(FeedRequest asked, CancellationToken ct) =>
        Page(asked, [.. Filtered(asked, await data.RowsAsync(asked.Set, asked.Given, ct))]);

    /// <summary>Results by some of their columns. The order and the page are asked of the groups.</summary>
    Task<IReadOnlyList<object>> GroupsAsync(FeedRequest asked, FeedGrouping grouping, CancellationToken ct)
    {
        var query = new ResultQuery(asked with { OrderBy = [], Token = null }, time);
        return grouping.CountAsync(query.TallyAsync(facts, grouping.IsOfMonth, "$apply", ct), ct);
    }

    async Task<FeedAnswer> ResultsAsync(FeedRequest asked, CancellationToken ct)
    {
        var query = new ResultQuery(asked, time);
        if (query.Sort is { } order && asked.Top is not 0)
        {
            var all = await query.ReadAsync(facts, MostSorted, ResultQuery.MostCounted, TimeSpan.MaxValue, ct);
            return all.HasMore
                ? throw FeedProblem.Make(
                    501,
                    $"More than {MostSorted:N0} rows, or what is found among more than {ResultQuery.MostCounted:N0}, cannot be sorted except by "
                    + "Scorecard, Month, PeriodStart and AsAt. Filter by scorecard or month, or sort in your client.",
                    "$orderby")
                : Page(asked, [.. order.Sort(all.Rows)], int.MaxValue, all.Tag);
        }

        var count = !asked.IsCounted ? (long?)null
            : ResultToken.Parse(asked.Token).Count is { } carried ? carried
            : await query.CountAsync(facts, "$count", ct);
        var page = await query.ReadAsync(facts, Math.Min(asked.MaxPageSize ?? PageSize, PageSize), MostLookedAt, MostTime, ct);
        var left = asked.Top - page.Rows.Count;
        if (!page.HasMore || left is 0)
        {
            return Answer(asked, count, page.Rows, null, page.Tag);
        }

        var token = new ResultToken(page.Last, count, page.Part);
        return Answer(asked, count, page.Rows, asked.NextLink(token.Texts, left, page.Skip), page.Tag);
    }

    FeedPayload Page(FeedRequest asked, IReadOnlyList<object> found)
    {
        var order = new FeedOrder(asked.OrderBy, new FeedFilter(asked.Set, time, "$orderby"));
        return Page(asked, [.. order.Sort(found)], PageSize, null);
    }

    /// <summary>A page of rows that are all at hand.</summary>
    /// <param name="rows">In their order.</param>
    /// <param name="most">The most rows of a page; the caller may want fewer.</param>
    /// <param name="tag">Names what a reader sees of all rows; null = each row is of its own.</param>
    static FeedPayload Page(FeedRequest asked, IReadOnlyList<object> rows, int most, string? tag)
    {
        var start = Start(asked, rows, tag);
        var wanted = Math.Min(asked.Top ?? int.MaxValue, Math.Min(asked.MaxPageSize ?? most, most));
        var before = Math.Min(asked.Skip, int.MaxValue) + start;
        var page = rows.Skip((int)Math.Min(before, int.MaxValue)).Take((int)wanted).ToList();
        var left = asked.Top - page.Count;
        var end = start + page.Count;
        var next = page.Count > 0 && before + page.Count < rows.Count && left is not 0
            ? asked.NextLink([end.ToString(CultureInfo.InvariantCulture), Given(asked, rows, end, tag)], left, asked.Skip)
            : null;
        return Answer(asked, asked.IsCounted ? rows.Count : null, page, next, $"{rows.Count}{next}{tag ?? Text(asked.Set.Columns, page)}");
    }

    /// <summary>Rows that the pages before have given.</summary>
    /// <exception cref="ProblemException">Those are not the first rows any more.</exception>
    static int Start(FeedRequest asked, IReadOnlyList<object> rows, string? tag) => asked.Token switch
    {
        null => 0,
        [var text, var given] when WholeNumber.TryParse(text, out var number) && number <= int.MaxValue =>
            Given(asked, rows, (int)number, tag) == given ? (int)number : throw FeedProblem.Changed(),
        _ => throw FeedRequestParser.BadToken(),
    };

    /// <summary>
    /// Names what a page has to find as it was: of rows of their own the keys of those that were given, so that none comes twice and none is passed
    /// over; of groups, and of results in an order that mixes months, everything, so that all pages are of one state.
    /// </summary>
    static string Given(FeedRequest asked, IReadOnlyList<object> rows, int count, string? tag) => Keys.Hash(tag
        ?? (asked.Grouping is null
            ? Text(asked.Set.Keys, rows.Take((int)Math.Min(Math.Min(asked.Skip, int.MaxValue) + count, int.MaxValue)))
            : Text(asked.Set.Columns, rows)));

    /// <summary>Rows that are held, sent part by part.</summary>
    static FeedPayload Answer(FeedRequest asked, long? count, IEnumerable<object> rows, Uri? next, string tag) =>
        Answer(asked, ODataPayloadKind.ResourceSet, $"{count} {tag}", async (writer, send) =>
        {
            var set = new ODataResourceSet { Count = count };
            var rowWriter = writer.CreateODataResourceSetWriter(asked.Set.EntitySet);
            rowWriter.WriteStart(set);
            foreach (var part in rows.Chunk(PartSize))
            {
                foreach (var row in part)
                {
                    WriteRow(rowWriter, row, asked);
                }

                rowWriter.Flush();
                await send();
            }

            set.NextPageLink = next;
            rowWriter.WriteEnd();
        });

    IEnumerable<object> Filtered(FeedRequest asked, IEnumerable<object> rows) =>
        asked.Filter is { } filter ? rows.Where(new FeedFilter(asked.Set, time).Test(filter.Expression)) : rows;

    /// <summary>
    /// An answer is known by the code that gives it, its address, the form that is asked for and what it says. Where small numbers are taken out,
    /// that also follows from months that are not asked for: such an answer is never the one of before.
    /// </summary>
    static FeedPayload Answer(FeedRequest asked, ODataPayloadKind kind, string content, Func<ODataMessageWriter, Func<Task>, Task> write)
    {
        var named = string.Join(
            '\n',
            asked.Address.AbsoluteUri,
            asked.Accept,
            asked.Version,
            asked.MaxPageSize?.ToString(CultureInfo.InvariantCulture),
            asked.Given.IsSuppressed ? Guid.NewGuid() : null,
            content);
        return new FeedPayload(asked, kind, Build + Keys.Hash(named), write);
    }

    static FeedPayload Answer(FeedRequest asked, ODataPayloadKind kind, string content, Action<ODataMessageWriter> write) =>
        Answer(asked, kind, content, (writer, _) =>
    {
        write(writer);
        return Task.CompletedTask;
    });

    static string Text(IReadOnlyList<Column<object>> columns, IEnumerable<object> rows) =>
        string.Join('\n', rows.Select(row => string.Join('\t', columns.Select(c => Convert.ToString(c.Value(row), CultureInfo.InvariantCulture)))));

    static void WriteRow(ODataWriter writer, object row, FeedRequest asked)
    {
        var properties = new ODataProperty[asked.Columns.Count];
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i] = new ODataProperty { Name = asked.Columns[i].Name, Value = Plain(asked.Columns[i].Value(row)) };
        }

        var resource = new ODataResource { Properties = properties, IsTransient = asked.Grouping is not null };
        if (asked.IsRowNamed)
        {
            resource.Id = asked.Set.AddressOf(row);
        }

        writer.WriteStart(resource);
        writer.WriteEnd();
    }

#pragma warning disable CS0618 // The writer of this version takes a Date, which the compiler calls obsolete.
    static object? Plain(object? value) => value is DateOnly day ? (Date)day : value;
#pragma warning restore CS0618
}
