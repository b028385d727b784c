using System.Security.Cryptography;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>
/// Makes the scorecards that team.csv has none for, where a setting asks for it. One that the council declares takes the place of one that was made.
/// </summary>
public sealed class ScorecardMaking(RecordTables tables, MadeExtracts made, UploadWithdrawals withdrawals)
{
    const string Declared = "A scorecard that was uploaded is of the same slice as one of these. The others are made again.";

    /// <returns>Whether any were made or taken away: the catalogue is another now.</returns>
    public async Task<bool> TryMakeAsync(JournalPrefix known, Catalogue catalogue, CancellationToken ct)
    {
        var levels = tables.MadeLevels;
        if (levels.Count == 0 || known.Layers(RecordKind.Team).Count == 0)
        {
            return false;
        }

        var (slices, areas) = await SlicesAsync(known, ct);
        var others = FindOthers(known, catalogue, areas);
        if (MadeScorecards.FindDoubled(slices, levels, catalogue, others) is { Count: > 0 } doubled && await TryWithdrawAsync(doubled, known, ct))
        {
            return true;
        }

        var missing = MadeScorecards.Find(slices, levels, catalogue, others);
        if (missing.Count == 0 || WriteAnew(MadeScorecards.Write(missing), known) is not { } bytes)
        {
            return false;
        }

        // What was refused before is refused again, and is no reason to count from the beginning.
        var entry = await made.CommitAsync(MadeScorecards.Path, bytes, known[known.Head], endsCount: false, IsOutdated, ct);
        return entry is { Kind: EntryKind.Accepted } && entry.Number > known.Head;

        bool IsOutdated(JournalPrefix now) => now.Catalogue(RecordCoverage.CountedFrom) > known.Head;
    }

    /// <summary>
    /// Bytes that say the same and can be taken in: those that count already would say nothing new, though others have corrected them since, and
    /// erased ones are refused.
    /// </summary>
    /// <returns>Null: the newest that count do say it.</returns>
    static byte[]? WriteAnew(byte[] bytes, JournalPrefix known)
    {
        var newest = known.OfPath(MadeScorecards.Path).LastOrDefault(n => known.RankOf(n) is not null);
        while (Convert.ToHexStringLower(SHA256.HashData(bytes)) is var sha256
            && (known.OfBytes(sha256) is not null || known.ErasureOf(sha256) is not null))
        {
            if (known.OfBytes(sha256) == newest)
            {
                return null;
            }

            bytes = [.. bytes, .. "\r\n"u8];
        }

        return bytes;
    }

    /// <summary>The counties of other councils, and those that have ended: a retired county is no parent, and one is made in its place.</summary>
    static HashSet<ScorecardId> FindOthers(JournalPrefix known, Catalogue catalogue, IReadOnlySet<string> areas)
    {
        var month = Month.LastBefore(RecordCoverage.Newest(known)!.Value);
        var active = catalogue.Scorecards.ToLookup(s => s.IsActive(month) || catalogue.MadeScorecards.Contains(s.Id));
        return
        [
            .. OtherCouncils.Find([.. active[true]], areas, catalogue.MadeScorecards),
            .. active[false].Where(s => s.Slice == Slice.County).Select(s => s.Id),
        ];
    }

    async Task<(IReadOnlyList<RecordSlice> Slices, IReadOnlySet<string> Areas)> SlicesAsync(JournalPrefix known, CancellationToken ct)
    {
        using var database = tables.Open();
        await tables.LoadAsync(
            database, known, [.. RecordKind.All.Where(kind => kind.Table is not (RecordKind.Team or RecordKind.Population))], ct);
        return (database.Slices(), database.PopulatedAreas());
    }

    /// <summary>Withdraws what was made, to be made again without those; one of which a month was issued stays.</summary>
    /// <returns>False: nothing was made, or it stays.</returns>
    async Task<bool> TryWithdrawAsync(IReadOnlyList<ScorecardId> doubled, JournalPrefix known, CancellationToken ct)
    {
        if (known.OfKind(EntryKind.Issue).Any(n => known[n].Names.Any(name => doubled.Contains(name))))
        {
            return false;
        }

        List<UploadWithdrawal> counting =
        [
            .. known.OfPath(MadeScorecards.Path).Where(n => known.RankOf(n) is not null).Select(n => new UploadWithdrawal(known[n], Declared)),
        ];
        var done = 0;
        foreach (var made in counting)
        {
            // Each is asked for by itself: what was cut off goes on.
            done += await withdrawals.CarryOutAsync(made.Upload, [made], known, ct);
        }

        return done > 0;
    }
}
