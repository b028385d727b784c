using System.Globalization;

namespace Scorecards.Faults;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Command">What to run.</param>
sealed record Options(string Command)
{
    public const string Usage = """
        dotnet run -c Release --project tests/Scorecards.Faults -- COMMAND [OPTIONS]

          list        the scenarios and the kinds of fault
          campaign    one fault in each run, at each request to the storage
            --scenario NAME[,NAME]  only these
            --kind NAME[,NAME]      only these kinds of fault
            --at K                  only the K-th request: with the two above, one point once more
            --every N               one point of each N, chosen by the seed (1)
            --seed S                (1)
            --jobs N                so many runs at once (12: they wait most of the time)
            --small                 a fixed sample of some scenarios, three runs at once, as the test suite has it
            --report PATH           the table as Markdown
          instances   several apps on one storage
            --count N               (2)
            --files N               (200)
            --seed S                (1)
          soak        a file a second, and a kill of the first app every 20 to 40 seconds
            --minutes N             (20)
            --count N               of apps, at least 2 (2)
            --seed S                (1)

        It ends with 0 where everything held, with 1 where something failed, with 2 for a command that it does not know,
        with 130 when it was interrupted.
        """;

    /// <summary>What the suite tries.</summary>
    static readonly string[] Small = ["measure", "correction", "target-and-figures", "same-bytes", "issue"];
    const int SmallEvery = 251;

    /// <summary>The next run is given the app of one that has ended: to start one takes longer than a run.</summary>
    const int SmallJobs = 3;

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    public IReadOnlyList<FaultKind> Kinds { get; init; } = FaultKinds.All;

    public int? At { get; init; }

    public int Every { get; init; } = 1;

    public int Seed { get; init; } = 1;

    public int Jobs { get; init; } = 12;

    public string? ReportPath { get; init; }

    public int Count { get; init; } = 2;

    public int Files { get; init; } = 200;

    public int Minutes { get; init; } = 20;

    /// <exception cref="FormatException">The command or an option is unknown, or its value is missing or wrong.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options(args.FirstOrDefault(""));
        if (options.Command is not ("list" or "campaign" or "instances" or "soak"))
        {
            throw new FormatException($"{options.Command}: no such command.");
        }

        var rest = new Queue<string>(args.Skip(1));
        while (rest.TryDequeue(out var name))
        {
            options = name switch
            {
                "--scenario" => options with { Scenarios = [.. Value().Split(',').Select(Known)] },
                "--kind" => options with { Kinds = [.. Value().Split(',').Select(Kind)] },
                "--at" => options with { At = Number() },
                "--every" => options with { Every = Number() },
                "--seed" => options with { Seed = Number() },
                "--jobs" => options with { Jobs = Number() },
                "--report" => options with { ReportPath = Value() },
                "--count" => options with { Count = Number() },
                "--files" => options with { Files = Number() },
                "--minutes" => options with { Minutes = Number() },
                "--small" => options with { Scenarios = Small, Every = SmallEvery, Jobs = SmallJobs },
                _ => throw new FormatException($"{name}: no such option."),
            };

            string Value() => rest.TryDequeue(out var value) ? value : throw new FormatException($"{name}: its value is missing.");

            int Number() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new FormatException($"{name}: not a number from 1 on.");
        }

        return options;
    }

    static FaultKind Kind(string name) => FaultKinds.Find(name) ?? throw new FormatException($"{name}: no such kind.");

    static string Known(string name) =>
        Faults.Scenarios.All.Any(s => s.Name == name) ? name : throw new FormatException($"{name}: no such scenario.");
}
