using System.Security.Cryptography;
using System.Text.Json;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Operations;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>
/// One simulation: a few files, operations and mishaps, several instances at once, faults at any request, all chosen by a seed. Then everything is
/// brought to rest, and
/// the end is compared with what the journal says.
/// </summary>
public sealed class Simulator
{
    const int MostTries = 5;
    const int MostRounds = 20;

    readonly Random random;
    readonly Faults faults;
    readonly Scheduler scheduler;
    readonly Account account;
    readonly Truth truth = new();
    readonly Invariants invariants;
    readonly Contents contents;
    readonly List<(Instance Instance, App App)> instances = [];
    readonly List<(Run Run, Delivery Delivery)> running = [];
    readonly List<Delivery> deliveries = [];
    readonly List<Action> script = [];
    readonly HashSet<string> handedOver = [];
    readonly HashSet<string> mails = [];
    readonly Rule forgotten;
    readonly Theme theme;
    readonly int most;
    readonly double haste;
    int started;
    bool isCutOff;
    int losses;
    int restored;

    Simulator(int seed, Rule forgotten, Theme? about)
    {
        this.forgotten = forgotten;
        random = new Random(seed);
        theme = about ?? (random.Next(3) == 0 ? Theme.Mixed : (Theme)random.Next(1, (int)Theme.Mail + 1));
        faults = new Faults(random, theme switch
        {
            Theme.Mail => StorageNames.DeliveriesTable,
            Theme.Path => StorageNames.Receipts,
            Theme.Editions or Theme.Damage => StorageNames.ResultsTable,
            _ => null,
        });
        scheduler = new Scheduler(random, faults);
        account = new Account(() => scheduler.Now);
        invariants = new Invariants(account, truth);
        contents = new Contents(random);
        (most, haste) = (random.Next(1, 8), Math.Pow(10, -3 * random.NextDouble()));
        scheduler.Killed += OnKilled;
        account.Sent += message =>
        {
            var request = JsonSerializer.Deserialize<CalculationRequest>(message)!;
            var copies = faults.IsLost() ? 0 : faults.IsTwice() ? 2 : 1;
            for (var i = 0; i < copies; i++)
            {
                deliveries.Add(new Delivery($"calculate {request.Number} {request.Months}", app => app.Calculation.RunAsync(request, default)));
            }
        };
        Write();
    }

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="forgotten">A rule of the protocol that the app does not keep.</param>
    /// <param name="about">Null: the seed chooses.</param>
    /// <returns>What does not hold, or null, with every step.</returns>
    public static SimulationOutcome Run(int seed, Rule forgotten = Rule.None, Theme? about = null)
    {
        var simulator = new Simulator(seed, forgotten, about);
        var before = SynchronizationContext.Current;
        try
        {
            simulator.Play();
            simulator.Rest();
            return new SimulationOutcome(seed, null, simulator.scheduler.Trace, simulator.scheduler.Hash);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new SimulationOutcome(seed, e.ToString(), simulator.scheduler.Trace, simulator.scheduler.Hash);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>What happens, in this order; when, the scheduler says.</summary>
    void Write()
    {
        switch (theme)
        {
            case Theme.Path:
                Some(2, 5, () => Drop("a.csv", random.Next(2) == 0 ? contents.Figure() : contents.Any()));
                Some(0, 2, Sweep);
                Some(0, 2, () => Drop("withdraw.csv", contents.Withdraw("a.csv")));
                break;
            case Theme.Same:
                Drop(AnyPath(), contents.Figure());
                Some(2, 5, () => Drop(AnyPath(), random.Next(2) == 0 ? contents.Again() : contents.Figure()));
                Some(0, 2, Withdraw);
                break;
            case Theme.Want:
                Some(1, 3, () => Drop(AnyPath(), contents.Wanting()));
                Some(1, 3, () => Drop(AnyPath(), random.Next(2) == 0 ? contents.Indicator() : contents.Scorecard()));
                Some(0, 3, () => Drop(AnyPath(), contents.Wanting()));
                Some(0, 2, Withdraw);
                Some(0, 2, () => DropAtOnce(contents.Wanting(), random.Next(2) == 0 ? contents.Indicator() : contents.Scorecard()));
                break;
            case Theme.Garbage:
                Some(1, 3, () => Drop(AnyPath(), contents.Any()));
                Some(1, 4, () =>
                {
                    Day();
                    Some(0, 2, () => Drop(AnyPath(), contents.Any()));
                    Collect();
                });
                Some(0, 2, Sweep);
                break;
            case Theme.Restore:
                Some(1, 3, () => Drop(AnyPath(), contents.Any()));
                Lose();
                Some(0, 2, () => Drop(AnyPath(), contents.Any()));
                Some(1, 3, Restore);
                break;
            case Theme.Damage:
                Some(2, 5, () => Drop(AnyPath(), contents.Figure()));
                Some(0, 2, Issue);
                script.Add(() => Damage(isNoticed: true));
                Some(1, 3, Recalculate);
                Some(0, 2, () => Drop(AnyPath(), contents.Figure()));
                break;
            case Theme.Replay:
                Some(1, 3, () => Drop(AnyPath(), contents.Wanting()));
                Some(0, 2, () => Drop(AnyPath(), contents.Indicator()));
                Some(1, 3, Replay);
                Some(0, 3, Withdraw);
                Some(0, 2, () => Drop(AnyPath(), contents.Wanting()));
                Some(0, 3, () => Drop("withdraw.csv", contents.Withdraw(AnyPath())));
                break;
            case Theme.Editions:
                Some(1, 3, () => Drop(AnyPath(), contents.Figure()));
                Some(1, 3, Issue);
                Some(2, 6, () => Drop(AnyPath(), random.Next(3) == 0 ? contents.Target() : contents.Figure()));
                Some(0, 2, Withdraw);
                break;
            case Theme.Erase:
                Some(1, 4, () => Drop(AnyPath(), random.Next(3) == 0 ? contents.Any() : contents.Figure()));
                Some(0, 2, Issue);
                Some(1, 3, Erase);
                Some(0, 3, () => Drop(AnyPath(), random.Next(3) == 0 ? contents.Again() : contents.Figure()));
                Some(0, 2, Lose);
                Some(0, 2, Restore);
                break;
            case Theme.Mail:
                Drop("recipients.csv", contents.Recipients());
                Some(1, 3, () => Drop(AnyPath(), contents.Figure()));
                Some(2, 5, Tick);
                Some(0, 2, () => Drop(AnyPath(), random.Next(3) == 0 ? contents.Target() : contents.Figure()));
                Some(0, 2, Tick);
                break;
            default:
                Some(2, 7, () => Drop(AnyPath(), contents.Any()));
                Action[] others = [Withdraw, Replay, Recalculate, Issue, Sweep, Collect, Restore];
                Some(0, 5, () => others[random.Next(others.Length)]());
                break;
        }

        // Neighbours change places, so that no order is never tried.
        for (var swaps = random.Next(3); swaps > 0; swaps--)
        {
            var i = random.Next(script.Count - 1);
            (script[i], script[i + 1]) = (script[i + 1], script[i]);
        }
    }

    void Some(int least, int below, Action add)
    {
        for (var times = random.Next(least, below); times > 0; times--)
        {
            add();
        }
    }

    string AnyPath() => $"{(char)('a' + random.Next(4))}.csv";

    void Drop(string path, byte[] content) => script.Add(() => Upload(path, content));

    /// <summary>Two files in one second, of which the clock of the storage does not say which came first.</summary>
    void DropAtOnce(byte[] one, byte[] other)
    {
        var (path, another) = (AnyPath(), AnyPath());
        script.Add(() =>
        {
            Upload(path, one);
            Upload(another, other);
        });
    }

    void Withdraw()
    {
        var which = random.Next(100);
        script.Add(() => Ask("withdraw", app => app.Operations.WithdrawAsync(Sha256(which), "", "", default)));
    }

    void Replay()
    {
        var which = random.Next(100);
        script.Add(() => Ask("replay", app => app.Operations.ReplayAsync(Sha256(which), "", default)));
    }

    void Recalculate()
    {
        var month = theme == Theme.Damage ? May : AnyMonth();
        script.Add(() => Ask($"recalculate {month}", app => app.Operations.RecalculateAsync("", month.ToString(), default)));
    }

    void Issue()
    {
        var (month, scorecards) = (
            theme is Theme.Editions or Theme.Damage or Theme.Erase ? May : AnyMonth(),
            random.Next(2) == 0 ? Contents.AllScorecards : ["kent-inc-uasc"]);
        script.Add(() => Begin($"issue {month}", app => new Issue(app).RunAsync("kent", month, scorecards, default)));
    }

    void Erase()
    {
        var which = random.Next(100);
        script.Add(() => Ask("erase", app => app.Erasure.EraseAsync(Sha256(which), "asked for", default)));
    }

    void Day() => script.Add(() =>
    {
        scheduler.Say("a day passes");
        scheduler.Pass(TimeSpan.FromHours(25));
    });

    void Sweep() => script.Add(() => Begin("sweep", app => app.Sweep.RunAsync(default)));

    void Collect() => script.Add(() => Begin("collect", app => app.Garbage.CollectAsync(default)));

    void Restore() => script.Add(() => Begin("restore", RestoreAsync));

    /// <summary>One that has ended has brought back what was lost before it began.</summary>
    async Task RestoreAsync(App app)
    {
        var before = losses;
        if ((await app.Restoration.RunAsync(default)).IsEnded)
        {
            restored = Math.Max(restored, before);
        }
    }

    void Tick() => script.Add(() => Begin("tick", app => app.Mailing.SendDueAsync(default)));

    static Month May => new(2012, 5);

    Month AnyMonth() => new(2012, random.Next(4, 7));

    /// <summary>Of one of the uploads that were accepted by then.</summary>
    string Sha256(int which)
    {
        var journal = invariants.Journal;
        var known = journal.OfKind(EntryKind.Accepted).Select(n => journal[n].Sha256).ToList();
        return known.Count == 0 ? "none" : known[which % known.Count]!;
    }

    void Lose()
    {
        string[] all = [
            StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable, StorageNames.UploadsTable,
            StorageNames.DeliveriesTable];
        var tables = random.GetItems(all, random.Next(1, 5)).Distinct().ToList();
        script.Add(() => Lose(tables));
    }

    /// <summary>Somebody writes into a month what nobody has stated.</summary>
    /// <param name="isNoticed">
    /// Whether it cannot be read. Wrong figures that can be are believed until somebody has the month recalculated: what is calculated in between
    /// takes them for what was.
    /// </param>
    void Damage(bool isNoticed)
    {
        var months = account.Rows(StorageNames.ResultsTable)
            .Where(r => !r.Row.Contains('|', StringComparison.Ordinal) && r.Values.ContainsKey("Results0"))
            .ToList();
        if (months.Count > 0)
        {
            scheduler.Say($"{months[0].Partition} {months[0].Row} is damaged");
            invariants.MayFall();
            account.Damage(
                months[0],
                "Results0",
                isNoticed ? "{" : ((string)months[0].Values["Results0"]).Replace("\"numerator\":", "\"numerator\":77", StringComparison.Ordinal));
        }
    }

    void Upload(string path, byte[] content)
    {
        truth.Knows(Convert.ToHexStringLower(SHA256.HashData(content)), content);
        scheduler.Say(
            $"somebody drops {path}: {System.Text.Encoding.UTF8.GetString(content).TrimEnd().Replace("\n", " / ", StringComparison.Ordinal)}");
        account.TryWrite(StorageNames.Extracts, path, content, new Dictionary<string, string>(), BlobCondition.Always);
        for (var events = faults.IsLost() ? 0 : faults.IsTwice() ? 2 : 1; events > 0; events--)
        {
            deliveries.Add(new Delivery($"ingest {path}", app => app.Ingestion.IngestAsync(path, default)));
        }
    }

    void Lose(IReadOnlyList<string> tables)
    {
        scheduler.Say($"lost: {string.Join(", ", tables)}");
        losses++;
        invariants.MayFall();
        foreach (var table in tables)
        {
            account.Lose(table);
        }
    }

    void Play()
    {
        while (true)
        {
            End();
            var waits = script.Count + deliveries.Count > 0 && running.Count < most;
            if (waits && (!scheduler.HasEligible || random.NextDouble() < haste))
            {
                Next();
            }
            else if (scheduler.IsBusy || scheduler.HasLate)
            {
                scheduler.Step();
            }
            else if (running.Count > 0)
            {
                throw new HoleException($"{running[0].Run} waits for ever");
            }
            else
            {
                return;
            }
        }
    }

    void Next()
    {
        if (script.Count > 0 && random.Next(deliveries.Count + 1) < 1)
        {
            var next = script[0];
            script.RemoveAt(0);
            next();
        }
        else
        {
            var delivery = deliveries[random.Next(deliveries.Count)];
            deliveries.Remove(delivery);
            Begin(delivery, Some().Instance);
        }
    }

    void Begin(string name, Func<App, Task> work) => Begin(new Delivery(name, work) { Tries = MostTries }, Some().Instance);

    void Ask(string name, Func<App, Task> operation) => Begin(name, app => Asked.ForAsync(() => operation(app)));

    void Begin(Delivery delivery, Instance instance)
    {
        delivery.Tries++;
        double[] weights = [1, 1, 0.2, 0.03];
        var app = instances.Single(i => i.Instance == instance).App;
        running.Add((scheduler.Begin(instance, delivery.Name, random.GetItems(weights, 1)[0], () => delivery.Work(app)), delivery));
    }

    /// <summary>One of the instances that run, or a new one.</summary>
    (Instance Instance, App App) Some()
    {
        if (instances.Count == 0 || (instances.Count < 3 && random.Next(5) == 0))
        {
            var instance = new Instance(scheduler, ++started, random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(-100, 100)) : TimeSpan.Zero);
            instances.Add((instance, NewApp(instance)));
            return instances[^1];
        }

        return instances[random.Next(instances.Count)];
    }

    App NewApp(Instance instance)
    {
        IStorage storage = new SimulatedStorage(account, scheduler, random);
        return new App(
            forgotten == Rule.None ? storage : new Forgetful(storage, forgotten),
            instance,
            NewId,
            () => new SimulatedTransport(scheduler, id => handedOver.Add(id), mail => Accept(mail.MessageId!)));
    }

    /// <summary>The mail server has a mail.</summary>
    void Accept(string id)
    {
        if (!mails.Add(id))
        {
            throw new HoleException($"I4: mailed twice: {id}");
        }
    }

    Guid NewId()
    {
        Span<byte> id = stackalloc byte[16];
        random.NextBytes(id);
        return new Guid(id);
    }

    void OnKilled(Instance instance)
    {
        instances.RemoveAll(i => i.Instance == instance);
        foreach (var (_, delivery) in running.Where(r => r.Run.Instance == instance))
        {
            Again(delivery);
        }

        running.RemoveAll(r => r.Run.Instance == instance);
    }

    void Again(Delivery delivery)
    {
        if (delivery.Tries < MostTries)
        {
            deliveries.Add(delivery);
        }
        else
        {
            scheduler.Say($"{delivery.Name} is given up");
        }
    }

    /// <summary>Takes note of what has ended.</summary>
    void End()
    {
        foreach (var (run, delivery) in running.Where(r => r.Run.Task.IsCompleted).ToList())
        {
            running.RemoveAll(r => r.Run == run);
            var error = run.Task.Exception?.InnerException ?? (run.Task.IsCanceled ? new TaskCanceledException() : null);
            scheduler.Say($"{run}: ends{(error is null ? "" : $", {error.GetType().Name}")}");
            if (error is not null)
            {
                isCutOff |= delivery.Name == "tick";
                Again(MayBe(error) ? delivery : throw new HoleException($"{run} failed", error));
            }
        }
    }

    /// <summary>Whether a function may fail so: it is tried again.</summary>
    bool MayBe(Exception error) => error switch
    {
        AggregateException several => several.InnerExceptions.All(MayBe),
        RowsMissingException => losses > 0 || invariants.Journal.OfKind(EntryKind.Erasure).Count > 0,
        UnderRepairException => true,
        InvalidOperationException => error.TargetSite?.DeclaringType?.FullName?.Contains(nameof(QueuedCalculation), StringComparison.Ordinal) == true,
        _ => ConditionalWrite.IsDoubt(error),
    };

    /// <summary>Nothing goes wrong any more: messages, events and the sweep come one after another until nothing changes.</summary>
    void Rest()
    {
        scheduler.Say("nothing goes wrong any more");
        faults.End();
        for (var round = 0; round < MostRounds; round++)
        {
            var before = account.Changes;
            scheduler.Pass(TimeSpan.FromHours(13));
            if (random.Next(3) == 0 && instances.Count > 0)
            {
                scheduler.Kill(instances[random.Next(instances.Count)].Instance);
            }

            while (deliveries.Count > 0)
            {
                var delivery = deliveries[random.Next(deliveries.Count)];
                deliveries.Remove(delivery);
                Alone(delivery);
            }

            if (round >= 1 && restored < losses)
            {
                Alone(new Delivery("restore", RestoreAsync));
            }

            if (round == 1 && theme == Theme.Damage)
            {
                Damage(isNoticed: random.Next(2) == 0);

                Alone(new Delivery("recalculate", app => Asked.ForAsync(() => app.Operations.RecalculateAsync("", May.ToString(), default))));
            }

            Alone(new Delivery("sweep", app => app.Sweep.RunAsync(default)));
            if (theme == Theme.Mail)
            {
                Alone(new Delivery("tick", app => app.Mailing.SendDueAsync(default)));
            }

            if (round > 2 && account.Changes == before && deliveries.Count == 0)
            {
                invariants.CheckAtRest();
                if (theme == Theme.Mail)
                {
                    invariants.CheckMail(mails, faults.Killed || isCutOff ? null : faults.Came ? handedOver : mails);
                }

                new Sequential(truth).RequireSame(account, invariants.Journal);
                return;
            }
        }

        throw new HoleException("it never comes to rest");
    }

    void Alone(Delivery delivery)
    {
        Begin(delivery, Some().Instance);
        while (running.Count > 0)
        {
            if (!running[0].Run.Task.IsCompleted)
            {
                if (!scheduler.IsBusy)
                {
                    throw new HoleException($"{delivery.Name} waits for ever");
                }

                scheduler.Step();
            }

            End();
        }
    }
}
