using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>Which month is next, and what it still lacks.</summary>
public sealed class MissingQueries(
    Journal journal, CatalogueReader catalogues, MonthReader months, SuppressedResults suppressed, IOptions<MonthEndSettings> settings,
    IOptions<MailSettings> mail, TimeProvider time)
{
    public const string NextMonth = "next";

    public const string MonthWords = $"yyyy-MM, or {NextMonth}: the last month that has ended, or the present one where that is issued.";

    /// <param name="month">yyyy-MM or <c>next</c>.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<MonthMissing> FindAsync(string month, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        suppressed.RequireWhole(
            functionKeys, "Missing figures not given", "Small numbers are withheld for this key. What is missing is for council staff only.");
        return month == NextMonth ? await NextAsync(ct)
            : Month.TryParse(month, out var wanted) ? await FindAsync(wanted, ct)
            : throw ProblemException.NotAMonth(month, NextMonth);
    }

    /// <summary>Of the last month that has ended; where it is issued, of the present one.</summary>
    public async Task<MonthMissing> NextAsync(CancellationToken ct)
    {
        var last = Month.LastBefore(MonthEndRule.Today(time.GetUtcNow()));
        var ended = await FindAsync(last, ct);
        return ended.IsIssued() ? await FindAsync(last.Next(), ct) : ended;
    }

    async Task<MonthMissing> FindAsync(Month month, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        var state = await catalogues.AtAsync(known, ct);
        var (calendar, asOf) = (settings.Value.Calendar(state, known), await months.AtAsync(known, ct));
        var (tree, isMailed) = (new ScorecardTree(state.Catalogue.Scorecards), !(month < mail.Value.FirstMonth));
        List<ScorecardMissing> found = [];
        foreach (var scorecard in state.Catalogue.Scorecards.Where(s => s.IsActive(month))
            .OrderBy(s => tree.Depth(s.Id)).ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase))
        {
            var now = await asOf.ReadAsync(scorecard.Id, month, ct);
            var missing = await asOf.IncompleteAsync(scorecard.Id, month, now, ct);
            if (now is not null || missing is not null)
            {
                var rule = calendar.FindRule(scorecard.Id);
                found.Add(new ScorecardMissing(
                    scorecard.Id.Value,
                    scorecard.Name,
                    known.Issue(scorecard.Id, month) is not null,
                    isMailed ? MonthEndRule.WithOffset(rule.CompleteTime(month)) : null,
                    isMailed ? MonthEndRule.WithOffset(rule.DeadlineTime(month)) : null,
                    missing?.Expected,
                    [
                        .. (missing?.Missing ?? [])
                            .Select(m => new IndicatorMissing(m.Indicator.Id.Value, m.Indicator.Name, m.LastExtract, m.Records)),
                    ]));
            }
        }

        HashSet<ScorecardId> stated = [.. known.Months.Select(m => m.Scorecard)];
        return new MonthMissing(month.ToString(), found, WithoutFigures(state.Catalogue, tree, month, stated, found));
    }

    /// <summary>Nobody waits for these, so nothing else says that a county's figures are to be uploaded beside its districts'.</summary>
    /// <param name="stated">Scorecards with figures of any month.</param>
    static IReadOnlyList<string> WithoutFigures(
        Catalogue catalogue, ScorecardTree tree, Month month, HashSet<ScorecardId> stated, IEnumerable<ScorecardMissing> found)
    {
        var above = found.SelectMany(f => tree.Ancestors(new ScorecardId(f.Scorecard))).Where(id => !stated.Contains(id)).ToHashSet();
        return
        [
            .. catalogue.Scorecards.Where(s => s.IsActive(month) && above.Contains(s.Id)).Select(s => s.Name)
                .Order(StringComparer.OrdinalIgnoreCase),
        ];
    }
}
