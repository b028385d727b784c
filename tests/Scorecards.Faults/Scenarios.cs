using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scorecards.Faults;

/// <summary>What is tried: what a council does in a month, and what an administrator does.</summary>
static partial class Scenarios
{
    static string Due => Calendar.Due;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("measure", Nothing, t => t.DropAsync("due.csv", Extracts.Measures(t.Id, Due))),
        new("two-months", Nothing, t => t.DropAsync("two.csv", BothMonths(t))),
        new("correction", FiguresAsync, t => t.DropAsync("correction.csv", Extracts.Correction(t.Id, Due))),
        new("target", FiguresAsync, t => t.DropAsync("target.csv", Extracts.Targets(t.Id, 0.9m))),
        new("target-and-figures", Nothing, t => Task.WhenAll(
            t.DropAsync("target.csv", Extracts.Targets(t.Id, 0.9m)),
            t.DropAsync("due.csv", Extracts.Measures(t.Id, Due))))
        {
            IsAtOnce = true,
            Orders =
            [
                async t =>
                {
                    await t.IngestAsync("target.csv", Extracts.Targets(t.Id, 0.9m));
                    await t.IngestAsync("due.csv", Extracts.Measures(t.Id, Due));
                },
                async t =>
                {
                    await t.IngestAsync("due.csv", Extracts.Measures(t.Id, Due));
                    await t.IngestAsync("target.csv", Extracts.Targets(t.Id, 0.9m));
                },
            ],
        },
        new("target-corrected", FiguresAsync, async t =>
        {
            t.Account.Traffic.IsMoreToCome = true;
            await t.DropAsync("wrong.csv", Extracts.Targets(t.Id, 0.5m));
            await t.NextSecondAsync();
            await t.DropAsync("right.csv", Extracts.Targets(t.Id, 0.95m));
            t.Account.Traffic.IsMoreToCome = false;
        })
        {
            IsAtOnce = true,
            Orders =
            [
                async t =>
                {
                    await t.IngestAsync("wrong.csv", Extracts.Targets(t.Id, 0.5m));
                    await t.NextSecondAsync();
                    await t.IngestAsync("right.csv", Extracts.Targets(t.Id, 0.95m));
                },
            ],
        },
        new("scorecard", FiguresAsync, t => t.DropAsync("scorecard.csv", Extracts.Scorecards((t.Id, "Renamed"), ($"{t.Id}-new", "New")))),
        new("zip", Nothing, t => t.DropAsync("three.zip", new BinaryData(Extracts.Zip(
            ("before.csv", Extracts.Measures(t.Id, Calendar.Before, 0.9m)),
            ("due.csv", Extracts.Measures(t.Id, Due)),
            ("target.csv", Extracts.Targets(t.Id, 0.9m)))))),
        new("refused-here", RefusedAsync, t => t.DropAsync("early.csv", Early(t))),
        new("refused-elsewhere", RefusedAsync, t => t.DropAsync("again/early.csv", Early(t))),
        new("same-bytes", FiguresAsync, t => Task.WhenAll(
            t.DropAsync("due.csv", Extracts.Measures(t.Id, Due)),
            t.DropAsync("again/due.csv", Extracts.Measures(t.Id, Due)))),
        new("withdraw", CorrectedAsync, t => t.OperateAsync($"withdraw?path={t.Path("correction.csv")}")),
        new("recalculate", CorrectedAsync, t => t.OperateAsync($"recalculate?month={Due}&scorecard={t.Id}")),
        new("replay", CorrectedAsync, t => t.OperateAsync($"replay?path={t.Path("due.csv")}")),
        new("records", RecordsAsync, t => t.DropRecordsAsync("referral.csv", Extracts.Referrals(3))) { IsAlone = true },
        new("issue", t => ToMailAsync(t, "director"), t => t.TickAsync()) { IsAlone = true, HasMail = true },
        new("file-at-issue", t => ToMailAsync(t, "director"), async t =>
        {
            var tick = t.TickAsync();
            while (t.Account.Traffic.Counted.Count == 0 && !tick.IsCompleted)
            {
                await Task.Delay(5);
            }

            await t.DropAsync("correction.csv", Extracts.Correction(t.Id, Due));
            await tick;
            await TickOnceMoreAsync(t);
        })
        {
            IsAtOnce = true,
            IsAlone = true,
            HasMail = true,
            Orders =
            [
                async t =>
                {
                    await t.IngestAsync("correction.csv", Extracts.Correction(t.Id, Due));
                    await t.TickAsync();
                },
                async t =>
                {
                    await t.TickAsync();
                    await t.IngestAsync("correction.csv", Extracts.Correction(t.Id, Due));
                    await t.TickAsync();
                },

                // A mail that was not claimed yet when the correction came is of the corrected edition.
                async t =>
                {
                    await t.TickUntilIssuedAsync();
                    await t.IngestAsync("correction.csv", Extracts.Correction(t.Id, Due));
                    await t.TickAsync();
                },
            ],
        },
        new("three-recipients", t => ToMailAsync(t, "director", "manager", "councillor"), t => t.TickAsync()) { IsAlone = true, HasMail = true },
        new("two-ticks", t => ToMailAsync(t, "director"), async t =>
        {
            await Task.WhenAll(t.TickAsync(0), t.DropAsync("timetable.csv", Extracts.Timetable(Second(t))), t.TickAsync(1));
            await TickOnceMoreAsync(t);
        })
        {
            IsAlone = true,
            HasMail = true,
            Instances = 2,
            Orders =
            [
                async t =>
                {
                    await t.TickAsync();
                    await t.IngestAsync("timetable.csv", Extracts.Timetable(Second(t)));
                    await t.TickAsync();
                },
                async t =>
                {
                    await t.IngestAsync("timetable.csv", Extracts.Timetable(Second(t)));
                    await t.TickAsync();
                    await t.TickAsync();
                },
            ],
        },
        new("export", CorrectedAsync, ExportAsync) { IsAlone = true },
        new("two-restores", SweptAsync, t => Task.WhenAll(RestoreAsync(t), RestoreAsync(t)))
        {
            IsAlone = true,
            Left = ["archive", "backups", "receipts"],
            Orders = [Nothing],
        },
    ];

    static Task Nothing(Trial trial) => Task.CompletedTask;

    static string Second(Trial trial) => $"{trial.Id}-b";

    static string BothMonths(Trial t) => Extracts.Measures(t.Id, Calendar.Before, 0.9m) + Extracts.Rows(Extracts.Measures(t.Id, Due));

    static Task FiguresAsync(Trial t) => t.IngestAsync("due.csv", Extracts.Measures(t.Id, Due));

    static async Task CorrectedAsync(Trial t)
    {
        await FiguresAsync(t);
        await t.NextSecondAsync();
        await t.IngestAsync("correction.csv", Extracts.Correction(t.Id, Due));
    }

    /// <summary>A district's referrals of the due month are counted.</summary>
    static async Task RecordsAsync(Trial t)
    {
        await t.IngestAsync("scorecard.csv", Extracts.District(t.Id));
        await t.IngestAsync("records.zip", new BinaryData(Extracts.Records(2)));
    }

    /// <summary>Figures of a scorecard that came a little too early: it is known only after them.</summary>
    static string Early(Trial t) => Extracts.Measures($"{t.Id}-early", Due);

    static async Task RefusedAsync(Trial t)
    {
        await t.IngestAsync("early.csv", Early(t));
        await t.NextSecondAsync();
        await t.IngestAsync("scorecard.csv", Extracts.Scorecards(($"{t.Id}-early", "Early")));
        await t.NextSecondAsync();
    }

    /// <summary>Two scorecards that are due, and who gets both.</summary>
    static async Task ToMailAsync(Trial t, params string[] names)
    {
        await FiguresAsync(t);
        await t.IngestAsync("second.csv", Extracts.Measures(Second(t), Due, 0.9m));
        var emails = names.Select(t.Email).ToList();
        await t.IngestAsync("recipient.csv", Extracts.Recipients(t.Id, emails) + Extracts.Rows(Extracts.Recipients(Second(t), emails)));
    }

    /// <summary>A tick that is overtaken by a file leaves the issue to the next one.</summary>
    static async Task TickOnceMoreAsync(Trial t)
    {
        await t.QuietAsync();
        await t.Account.ReviveAsync(CancellationToken.None);
        t.Account.Traffic.CountOn();
        await t.TickAsync();
    }

    /// <summary>What a backup needs is written by the sweep.</summary>
    static async Task SweptAsync(Trial t)
    {
        await CorrectedAsync(t);
        await t.IngestAsync("target.csv", Extracts.Targets(t.Id, 0.9m));
        await t.SweepAsync();
        await t.SettledAsync();
    }

    static Task<byte[]> RestoreAsync(Trial t) => t.OperateAsync("restore", answer =>
    {
        using var said = JsonDocument.Parse(answer);
        return !said.RootElement.TryGetProperty("isComplete", out var isComplete) || isComplete.GetBoolean();
    });

    /// <summary>The names of what is in it, without hashes: an export that broke off is no zip.</summary>
    static async Task ExportAsync(Trial t)
    {
        var names = "";
        await t.OperateAsync("export", answer =>
        {
            try
            {
                using var zip = new ZipArchive(new MemoryStream(answer), ZipArchiveMode.Read);
                names = string.Join('\n', zip.Entries.Select(e => Hash().Replace(e.FullName, "HASH")).Order(StringComparer.Ordinal));
                return true;
            }
            catch (InvalidDataException)
            {
                return false;
            }
        });
        t.Given["export"] = names;
    }

    /// <summary>Of a path or of bytes, which have the trial's id in them.</summary>
    [GeneratedRegex("[0-9a-f]{32,64}")]
    private static partial Regex Hash();
}
