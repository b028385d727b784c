using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Feed;

/// <summary>The rows of the sets that are small enough to be held: any but the results.</summary>
public sealed class FeedData(CatalogueReader catalogues, ResultRowReader facts, UploadReader uploads, UnreadableMonths unreadable)
{
    public async Task<IReadOnlyList<object>> RowsAsync(FeedSet set, GivenMonths given, CancellationToken ct)
    {
        if (set == FeedModel.Indicators)
        {
            var indicators = (await catalogues.ReadAsync(ct)).Catalogue.Indicators;
            return
            [
                .. indicators.OrderBy(i => i.Section.Order).ThenBy(i => i.Section.Id, StringComparer.Ordinal)
                    .ThenBy(i => i.Order).ThenBy(i => i.Id.Value, StringComparer.Ordinal),
            ];
        }

        if (set == FeedModel.Scorecards)
        {
            return [.. (await catalogues.ReadAsync(ct)).Catalogue.Scorecards.OrderBy(s => s.Id.Value, StringComparer.Ordinal)];
        }

        if (set == FeedModel.Extracts)
        {
            return given.IsSuppressed ? [] : await ExtractsAsync(ct);
        }

        var months = facts.SummariesAsync(new ResultScope(), ct);
        return set == FeedModel.Months ? Calendar(await months.Select(m => m.Month).ToHashSetAsync(null, ct))
            : given.IsSuppressed
            ? await facts.MonthsAsync(months, ResultRowReader.MostAtOnce, given, ct).Select(m => (object)m.Summary).ToListAsync(ct)
            : await months.Select(m => (object)m).ToListAsync(ct);
    }

    /// <summary>From the first month with results to the last without a gap, as functions of time need it.</summary>
    static List<object> Calendar(HashSet<Month> months) => months.Count == 0 ? [] : [.. months.Min().To(months.Max())];

    /// <summary>The uploads, the newest first, each path and content once; before them the months that this instance has left out.</summary>
    async Task<List<object>> ExtractsAsync(CancellationToken ct)
    {
        var lines = new List<object>();
        foreach (var (left, at) in await unreadable.ReadAsync(null, ct))
        {
            var fault = $"{left.Scorecard} {left.Month}: {left.Why} The month is left out until it is recalculated.";
            lines.Add(new ExtractLine("", $"{left.Scorecard}/{left.Month}", "Unreadable", at, default, fault));
        }

        // Of a content that came again to its path, the arrival that counts.
        lines.AddRange((await uploads.ReadAsync(ct)).GroupBy(u => (u.Sha256, u.Extract))
            .Select(same => same.FirstOrDefault(u => u.State != UploadState.Same) ?? same.First())
            .Select(u => new ExtractLine(u.Sha256 ?? "", u.Extract, u.State.ToString(), u.Received, u.Rows, FaultOf(u))));
        return lines;
    }

    static string? FaultOf(UploadLine upload) =>
        upload.IsWithdrawn || upload.State is UploadState.Refused or UploadState.Replaced or UploadState.Failed or UploadState.Erased
            ? upload.MessageOnRecord
            : null;
}
