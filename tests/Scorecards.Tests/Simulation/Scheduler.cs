using System.Globalization;

namespace Scorecards.Tests.Simulation;

/// <summary>
/// Runs everything on one thread, one step after another: what is ready at once, then one of the requests that wait, which the seed chooses. Time is
/// virtual: it passes
/// with each request, and jumps when everybody waits for it.
/// </summary>
/// <param name="faults">What goes wrong.</param>
public sealed class Scheduler(Random random, Faults faults) : IRequests
{
    /// <summary>Far more than any simulation needs: it goes round in circles.</summary>
    const int MostSteps = 40_000;

    static readonly TimeSpan Longest = TimeSpan.FromDays(2);
    static readonly DateTimeOffset Start = new(2012, 6, 20, 9, 0, 0, TimeSpan.Zero);

    readonly int thread = Environment.CurrentManagedThreadId;
    readonly Queue<(Run Run, Action Action)> ready = [];
    readonly List<Operation> waiting = [];
    readonly List<Operation> late = [];
    readonly PriorityQueue<Timer, (DateTimeOffset Due, long Order)> timers = new();
    readonly List<string> trace = [];
    readonly bool isHurried = random.Next(2) == 0;
    Run? current;
    long order;
    ulong hash = 14695981039346656037;

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>Every step so far, as people read it.</summary>
    public IReadOnlyList<string> Trace => trace;

    /// <summary>Of every step so far: the same for the same seed.</summary>
    public ulong Hash => hash;

    /// <summary>Whether somebody waits for a request or for the time.</summary>
    public bool IsBusy => waiting.Count > 0 || timers.Count > 0;

    public bool HasLate => late.Count > 0;

    /// <summary>Is told when an instance has been killed.</summary>
    public event Action<Instance>? Killed;

    public void Say(string what)
    {
        if (trace.Count >= MostSteps)
        {
            throw new HoleException("it never becomes quiet");
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{Now:dd HH:mm:ss.fff} {what}");
        trace.Add(line);
        foreach (var c in line)
        {
            hash = (hash ^ c) * 1099511628211;
        }
    }

    /// <summary>Begins something, and goes on with it until it waits.</summary>
    public Run Begin(Instance instance, string name, double weight, Func<Task> work)
    {
        var run = new Run(this, instance, name, weight);
        Say($"{run}: begins");
        ready.Enqueue((run, () => run.Task = work()));
        Drain();
        return run;
    }

    public void Post(Run run, Action action)
    {
        RequireThread();
        ready.Enqueue((run, action));
    }

    /// <summary>A request of whoever runs at the moment.</summary>
    public Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
    {
        RequireThread();
        var operation = new Operation<T>(current ?? throw new InvalidOperationException("Nobody runs."), text, isWrite, effect) { IsOnce = isOnce };
        waiting.Add(operation);
        return operation.Task;
    }

    public ITimer AddTimer(Action action, TimeSpan due)
    {
        RequireThread();
        var timer = new Timer(current ?? throw new InvalidOperationException("Nobody runs."), action);
        if (due != Timeout.InfiniteTimeSpan)
        {
            timers.Enqueue(timer, (Now + due, order++));
        }

        return timer;
    }

    /// <summary>Whether anybody can go on before time passes.</summary>
    public bool HasEligible => waiting.Exists(IsEligible);

    /// <summary>Goes on: with one request, one late write, or the time when everybody waits for it.</summary>
    public void Step()
    {
        var eligible = waiting.Where(IsEligible).ToList();
        if (timers.Count > 0 && (eligible.Count == 0 || random.Next(50) == 0) && (late.Count == 0 || random.Next(2) == 0))
        {
            NextTimer();
        }
        else if (late.Count > 0 && (eligible.Count == 0 || random.NextDouble() < 0.03))
        {
            Land();
        }
        else if (eligible.Count > 0)
        {
            Perform(Chosen(eligible));
        }
        else if (waiting.Count > 0)
        {
            Pass(waiting.Min(o => o.NotBefore > o.Run.Instance.Asleep ? o.NotBefore : o.Run.Instance.Asleep) - Now);
        }

        Drain();
    }

    /// <summary>A write that was still on its way is carried out.</summary>
    public void Land()
    {
        var operation = late[random.Next(late.Count)];
        late.Remove(operation);
        Say($"{operation.Run}: {operation.Text} -> late: {operation.CarryOut()}");
    }

    public void Pass(TimeSpan time) => Now += time > TimeSpan.Zero ? time : TimeSpan.Zero;

    public void Kill(Instance instance)
    {
        Say($"{instance.Number} is killed");
        instance.IsKilled = true;
        waiting.RemoveAll(o => o.Run.Instance == instance);
        Killed?.Invoke(instance);
    }

    bool IsEligible(Operation operation) => operation.NotBefore <= Now && operation.Run.Instance.Asleep <= Now;

    Operation Chosen(List<Operation> eligible)
    {
        var at = random.NextDouble() * eligible.Sum(o => o.Run.Weight);
        foreach (var operation in eligible)
        {
            at -= operation.Run.Weight;
            if (at <= 0)
            {
                return operation;
            }
        }

        return eligible[^1];
    }

    void Perform(Operation operation)
    {
        Pass(TimeSpan.FromMilliseconds(random.Next(isHurried ? 5 : 800)));
        var fault = faults.Next(operation);
        var who = $"{operation.Run}: {operation.Text} ->";
        switch (fault)
        {
            case Fault.None:
                waiting.Remove(operation);
                Say($"{who} {operation.CarryOut()}");
                Resume(operation.Run, operation.Answer);
                break;
            case Fault.Slow:
                operation.NotBefore = Now + Long();
                Say($"{who} slow");
                break;
            case Fault.Held:
                operation.NotBefore = Now + Longest;
                Say($"{who} held");
                break;
            case Fault.Sleep:
                operation.Run.Instance.Asleep = Now + Long();
                Say($"{who} asleep");
                break;
            case Fault.Repeated when operation.Repeats < 3 && !operation.IsOnce:
                operation.Repeats++;
                Say($"{who} {operation.CarryOut()}, answer lost, asked again");
                break;
            case Fault.Straggling when !operation.IsOnce:
                late.Add(operation);
                Say($"{who} under way, asked again");
                break;
            case Fault.NotDone or Fault.NoAnswer or Fault.Late or Fault.Repeated or Fault.Straggling:
                waiting.Remove(operation);
                Say($"{who} no answer, {(fault == Fault.NotDone ? "not done" : fault == Fault.Late ? "under way" : operation.CarryOut())}");
                if (fault == Fault.Late)
                {
                    late.Add(operation);
                }

                Resume(operation.Run, () => operation.Fail(faults.NoAnswer()));
                break;
            case Fault.KillBefore or Fault.KillAfter or Fault.KillLate:
                Say($"{who} {(fault == Fault.KillBefore ? "not done" : fault == Fault.KillLate ? "under way" : operation.CarryOut())}");
                if (fault == Fault.KillLate)
                {
                    late.Add(operation);
                }

                Kill(operation.Run.Instance);
                break;
        }
    }

    /// <summary>From a second to a day.</summary>
    TimeSpan Long() => TimeSpan.FromSeconds(Math.Pow(10, random.NextDouble() * 4.9));

    /// <summary>Without a context, so that library code which asks for none goes on here and not on another thread.</summary>
    void Resume(Run run, Action action)
    {
        current = run;
        SynchronizationContext.SetSynchronizationContext(null);
        action();
        current = null;
    }

    void NextTimer()
    {
        timers.TryDequeue(out var timer, out var at);
        if (!timer!.IsDisposed && !timer.Run.Instance.IsKilled)
        {
            Pass((at.Due > timer.Run.Instance.Asleep ? at.Due : timer.Run.Instance.Asleep) - Now);
            Resume(timer.Run, timer.Action);
        }
    }

    void Drain()
    {
        while (ready.TryDequeue(out var next))
        {
            if (next.Run.Instance.IsKilled)
            {
                continue;
            }

            current = next.Run;
            SynchronizationContext.SetSynchronizationContext(next.Run);
            next.Action();
        }

        current = null;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    void RequireThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            throw new InvalidOperationException("The code went on on another thread: what it does there is not decided by the seed.");
        }
    }

    sealed class Timer(Run run, Action action) : ITimer
    {
        public Run Run => run;

        public Action Action => action;

        public bool IsDisposed { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
