using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Where a filter is asked of every row: rows looked at to count.</summary>
    const int MostCounted = 500_000;

    /// <summary>The host cuts an answer off at 230 s; a page that takes this long ends at the next month.</summary>
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);

    /// <exception cref="ProblemException">The feed does not answer the request.</exception>
    public async Task<FeedAnswer> AnswerAsync(FeedRequest asked, CancellationToken ct) => asked.Target switch
    {
        FeedTarget.ServiceDocument => Answer(
            asked, ODataPayloadKind.ServiceDocument, FeedModel.Metadata, w => w.WriteServiceDocument(FeedModel.Model.GenerateServiceDocument())),
        FeedTarget.Metadata => Metadata(asked),
        FeedTarget.Entity => await EntityAsync(asked, ct),
        FeedTarget.Count => await CountAsync(asked, ct),
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
                Text(asked.Set, [row]),
                writer => WriteRow(writer.CreateODataResourceWriter(asked.Set.EntitySet), row, asked.Columns));

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
        var count = asked.Set == FeedModel.Results
            ? await ResultQuery.Read(asked, time).CountAsync(facts, MostCounted, "$filter", ct)
            : Filtered(asked, await data.RowsAsync(asked.Set, asked.Given, ct)).LongCount();
        return new FeedText(count.ToString(CultureInfo.InvariantCulture), "text/plain;charset=utf-8", asked.Version);
    }

    /// <summary>Sets that are small enough to be held.</summary>
    async Task<FeedAnswer> RowsAsync(FeedRequest asked, CancellationToken ct)
    {
        var start = asked.Token is null
            ? 0
            : asked.Token is [var text]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw FeedRequestParser.BadToken();
        var found = Filtered(asked, await data.RowsAsync(asked.Set, asked.Given, ct)).ToList();
        var rows = Sorted(asked, found).Skip((int)Math.Min(asked.Skip + start, int.MaxValue)).ToList();
        var page = rows.Take((int)Math.Min(asked.Top ?? int.MaxValue, Math.Min(asked.MaxPageSize ?? PageSize, PageSize))).ToList();
        var left = asked.Top - page.Count;
        var next = rows.Count > page.Count
            && left is not 0
            ? asked.NextLink([(start + page.Count).ToString(CultureInfo.InvariantCulture)], left, asked.Skip)
            : null;
        var count = asked.IsCounted ? found.Count : (long?)null;
        return Answer(asked, ODataPayloadKind.ResourceSet, $"{count}{next}{Text(asked.Set, page)}", writer =>
        {
            var (set, rowWriter) = Start(writer, asked, count);
            foreach (var row in page)
            {
                WriteRow(rowWriter, row, asked.Columns);
            }

            set.NextPageLink = next;
            rowWriter.WriteEnd();
        });
    }

    async Task<FeedAnswer> ResultsAsync(FeedRequest asked, CancellationToken ct)
    {
        var query = ResultQuery.Read(asked, time);
        var count = !asked.IsCounted ? (long?)null
            : asked.Token is [_, _, var given] && long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var carried) ? carried
            : await query.CountAsync(facts, MostCounted, "$count", ct);
        if (query.Sort is { } sort)
        {
            var all = await query.ReadAsync(facts, MostSorted, MostSorted, TimeSpan.MaxValue, ct);
            var sorted = all.HasMore
                ? throw FeedProblem.Make(
                    501,
                    $"More than {MostSorted:N0} rows cannot be sorted except by Scorecard, Month. Filter by scorecard or month, or sort in "
                    + "your client.",
                    "$orderby")
                : sort(all.Rows).Skip((int)Math.Min(asked.Skip, int.MaxValue)).Take((int)Math.Min(asked.Top ?? int.MaxValue, int.MaxValue));
            return Answer(asked, count, sorted, null, all.Tag);
        }

        var page = await query.ReadAsync(facts, Math.Min(asked.MaxPageSize ?? PageSize, PageSize), MostLookedAt, MostTime, ct);
        var left = asked.Top - page.Rows.Count;
        if (!page.HasMore || left is 0 || page.Last is not { } last)
        {
            return Answer(asked, count, page.Rows, null, page.Tag);
        }

        IEnumerable<string> token = [last.Scorecard.Value, last.Month.ToString()];
        token = count is { } known ? token.Append(known.ToString(CultureInfo.InvariantCulture)) : token;
        return Answer(asked, count, page.Rows, asked.NextLink(token, left, page.Skip), page.Tag);
    }

    /// <summary>Rows that are held, sent part by part.</summary>
    static FeedPayload Answer(FeedRequest asked, long? count, IEnumerable<object> rows, Uri? next, string tag) =>
        Answer(asked, ODataPayloadKind.ResourceSet, tag, async (writer, send) =>
        {
            var (set, rowWriter) = Start(writer, asked, count);
            foreach (var part in rows.Chunk(PartSize))
            {
                foreach (var row in part)
                {
                    WriteRow(rowWriter, row, asked.Columns);
                }

                rowWriter.Flush();
                await send();
            }

            set.NextPageLink = next;
            rowWriter.WriteEnd();
        });

    static (ODataResourceSet Set, ODataWriter Writer) Start(ODataMessageWriter writer, FeedRequest asked, long? count)
    {
        var set = new ODataResourceSet { Count = count };
        var rowWriter = writer.CreateODataResourceSetWriter(asked.Set.EntitySet);
        rowWriter.WriteStart(set);
        return (set, rowWriter);
    }

    IEnumerable<object> Filtered(FeedRequest asked, IEnumerable<object> rows) =>
        asked.Filter is { } filter ? rows.Where(new FeedFilter(asked.Set, time).Test(filter.Expression)) : rows;

    IEnumerable<object> Sorted(FeedRequest asked, IEnumerable<object> rows) =>
        ResultQuery.Sorting(asked.OrderBy, new FeedFilter(asked.Set, time, "$orderby"))(rows);

    /// <summary>
    /// An answer is known by its address, the form that is asked for and what it says. Where small numbers are taken out, that also follows
    /// from months that are not asked for: such an answer is never the one of before.
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
        return new FeedPayload(asked, kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(named)))[..32], write);
    }

    static FeedPayload Answer(FeedRequest asked, ODataPayloadKind kind, string content, Action<ODataMessageWriter> write) =>
        Answer(asked, kind, content, (writer, _) =>
    {
        write(writer);
        return Task.CompletedTask;
    });

    static string Text(FeedSet set, IEnumerable<object> rows) =>
        string.Join(
            '\n', rows.Select(row => string.Join('\t', set.Columns.Select(c => Convert.ToString(c.Value(row), CultureInfo.InvariantCulture)))));

    static void WriteRow(ODataWriter writer, object row, IReadOnlyList<Column<object>> columns)
    {
        var properties = new ODataProperty[columns.Count];
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i] = new ODataProperty { Name = columns[i].Name, Value = Plain(columns[i].Value(row)) };
        }

        writer.WriteStart(new ODataResource { Properties = properties });
        writer.WriteEnd();
    }

#pragma warning disable CS0618 // The writer of this version takes a Date, which the compiler calls obsolete.
    static object? Plain(object? value) => value is DateOnly day ? (Date)day : value;
#pragma warning restore CS0618
}
