using System.Globalization;
using CsvHelper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>
/// The records behind a figure: which count, which fail, and why. For holders of keys of its own only; each reading is put on record.
/// </summary>
public sealed partial class RecordLists(
    CountedFigures figures, RecordTables tables, ListFiles files, IOptions<RecordSettings> settings, TimeProvider time, ILogger<RecordLists> log)
    : IDisposable
{
    static readonly string[] Header =
        ["record_key", "child_id", "team_code", "event_date", "due_by", "in_numerator", "in_denominator", "reason"];

    /// <summary>Each list that is made holds its tables in memory: a workbook that asks for twenty at once must not end the process.</summary>
    readonly SemaphoreSlim one = new(1);

    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> FindAsync(string scorecard, string month, string indicator, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        if (Reader(functionKeys) is not { } who)
        {
            throw new ProblemException(
                403, "This key reads no lists",
                "Only keys that an administrator has named for it read the records behind a figure: docs/operations.md, Lists of records.");
        }

        var figure = await figures.FindAsync(scorecard, month, indicator, ct);
        if (figure is not { Count: { } count, Definition: { } definition })
        {
            throw new ProblemException(
                404, "Not counted from records",
                $"{figure.Result.Indicator.Id} is not counted from records in this month, so there is no list: it was uploaded, follows from other "
                + "figures, or is missing.");
        }

        var of = new ScorecardMonth(figure.Scorecard.Id, figure.Month);
        await files.RecordAsync(who, time.GetUtcNow(), of, definition.Indicator, ct);
        LogRead(who, of.Scorecard.Value, of.Month, definition.Indicator.Value);
        var kept = await files.OpenAsync(of, definition.Indicator, count.CountedAsOf, ct);
        if (kept is null)
        {
            if (figure.EarlierRules is { } reason)
            {
                throw new ProblemException(409, "Counted by earlier rules", reason);
            }

            kept = await KeepAsync(figure, of, definition, count.CountedAsOf, ct);
        }

        return new MadeFile("text/csv", $"{of.Scorecard}-{of.Month}-{definition.Indicator}.csv", kept);
    }

    public void Dispose() => one.Dispose();

    /// <summary>Makes a list and keeps it, where nobody has meanwhile.</summary>
    Task<Stream> KeepAsync(CountedFigure figure, ScorecardMonth of, Definition definition, long asOf, CancellationToken ct) =>
        one.InTurnAsync(async () =>
        {
            if (await files.OpenAsync(of, definition.Indicator, asOf, ct) is { } kept)
            {
                return kept;
            }

            using var made = await MakeAsync(figure.Scorecard, of.Month, definition, figure.CountedFrom, ct);
            await files.WriteAsync(of, definition.Indicator, asOf, made, ct);
            return await files.OpenAsync(of, definition.Indicator, asOf, ct) ?? throw new InvalidOperationException("The list is gone.");
        }, ct);

    /// <summary>The host checks only one key of a request, and not this room which: so each has to be named.</summary>
    /// <returns>Who holds the keys, as the setting says; null = one of them is not named, or there is none.</returns>
    string? Reader(IEnumerable<string> functionKeys)
    {
        List<string?> names = [.. functionKeys.Select(key => settings.Value.ListKeys.GetValueOrDefault(Sha256Text.Hash(key)))];
        return names.Contains(null) ? null : names.FirstOrDefault();
    }

    async Task<MemoryStream> MakeAsync(Scorecard scorecard, Month month, Definition definition, JournalPrefix journal, CancellationToken ct)
    {
        using var database = await OpenAsync(journal, definition, ct);
        var content = new MemoryStream();
        await using (var csv = CsvWriter.Create(content, leaveOpen: true))
        {
            csv.WriteRecord(Header);
            foreach (var record in database.Records(definition, month, ct).Where(record => IsOf(record, scorecard)))
            {
                csv.WriteRecord(
                [
                    Text(record.Key), Text(record.ChildId), Text(record.TeamCode), Text(record.EventDate), Text(record.DueBy),
                    Text(record.InNumerator), Text(record.InDenominator), Text(record.Reason),
                ]);
            }
        }

        content.Position = 0;
        return content;
    }

    async Task<RecordDatabase> OpenAsync(JournalPrefix journal, Definition definition, CancellationToken ct)
    {
        try
        {
            return await tables.OpenAsync(journal, definition, ct);
        }
        catch (RowsMissingException)
        {
            throw new ProblemException(
                410, "Records not kept",
                "The records that this figure was counted from were erased, are no longer kept, or were lost and not restored.");
        }
    }

    static bool IsOf(CountedRecord record, Scorecard scorecard)
    {
        var code = scorecard.Slice == Slice.County ? null
            : scorecard.Slice == Slice.Area ? record.AreaCode
            : scorecard.Slice == Slice.District ? record.DistrictCode
            : record.TeamCode;
        return scorecard.IsOf(scorecard.Slice, code) && (scorecard.Uasc == UascBasis.Included || !record.IsUasc);
    }

    static string Text(string? text) => ScorecardDocuments.Safe(text ?? "");

    static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Information,
        "List of records read. By: {Who}. Scorecard: {Scorecard}. Month: {Month}. Indicator: {Indicator}.", EventName = "ListRead")]
    partial void LogRead(string who, string scorecard, Month month, string indicator);
}
