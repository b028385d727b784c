using System.Runtime.InteropServices;
using Scorecards.Faults;

const int Interrupted = 130;

if (args is ["--help", ..])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n\n{Options.Usage}");
    return 2;
}

using var cancelled = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
if (options.Command == "list")
{
    Console.WriteLine($"Scenarios: {string.Join(", ", Scenarios.All.Select(s => s.Name))}");
    Console.WriteLine($"Kinds: {string.Join(", ", FaultKinds.All.Select(k => k.Name()))}");
    return 0;
}

var emulator = await Emulator.StartAsync();
await using var emulators = new Emulators(emulator);
await using var smtp = await SmtpServer.StartAsync();
try
{
    return options.Command switch
    {
        "campaign" => await CampaignAsync(),
        "instances" => await new Instances(emulator, smtp, options, cancelled.Token).RunAsync() ? 0 : 1,
        _ => await new Soak(emulator, smtp, options, cancelled.Token).RunAsync() ? 0 : 1,
    };
}
catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
{
    // The apps and servers are ended before this process is.
    return Interrupted;
}

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancelled.Cancel();
}

async Task<int> CampaignAsync()
{
    // Of a sample the apps that are ready at its end, and nobody asks for, would be many of all.
    await using var accounts = new Accounts(emulators, smtp, most: options.Every == 1 ? 2 : 1, cancelled.Token);
    using var campaign = new Campaign(accounts, options, cancelled.Token);
    var results = await campaign.RunAsync();
    Console.WriteLine($"\n{Report.Of(results)}");
    return results.Any(r => r.Outcome == Outcome.Failed) || !results.Any(r => r.Outcome == Outcome.Held) ? 1 : 0;
}
