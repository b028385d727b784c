using System.Globalization;

namespace LocalFunctionsHost;

/// <summary>The options of the host itself. A bad one prints the usage and ends the process with exit code 2.</summary>
/// <param name="Samples">Overlay local.settings.samples.json and drop the repository's sample files.</param>
/// <param name="RequireKeys">Demand a key where the authorisation level is not Anonymous.</param>
/// <param name="Port">TCP port on 127.0.0.1.</param>
/// <param name="Clock">The instant at which the app's clock starts; null for the real time.</param>
sealed record CommandLine(bool Samples = false, bool RequireKeys = false, int Port = 7071, DateTimeOffset? Clock = null)
{
    const string Usage = """
        Runs the functions of ScorecardFunctions on this machine: a developer's host, never deployed.

          --samples        use local.settings.samples.json and drop the files of samples/ when the server is up
          --require-keys   demand the keys that Azure would (?code=... or the header x-functions-key)
          --port N         port on 127.0.0.1, 7071 by default
          --clock INSTANT  start the app's clock at an instant, e.g. 2012-06-14T09:00:00Z (also the setting Clock);
                           uploads are received by it too, unless it is ahead of the real time
          --help           this text

        Settings of the app are environment variables, such as Records__Megabytes=800. This host's own: Clock; LocalFunctionsHost__Key and
        LocalFunctionsHost__MasterKey, the keys that --require-keys demands (it makes some up and prints them else); AzureWebJobsStorage,
        by default UseDevelopmentStorage=true: Azurite on the ports 10000, 10001 and 10002, started where none listens.

        It answers, retries and puts aside as the Functions host does. What differs, on purpose:
          - A blob is found by listing its container, not by an event, and seen within 0.1 s.
          - A failed blob is tried again after 0.2, 1, 2 and 4 s.
          - A failed message is tried again within a second, where host.json has it wait for 30 s.
          - What a kill cuts off is taken up again within 30 s of the next start, where the Functions host takes up to 10 minutes.
          - Every function runs in the process of this host, and keys are demanded only when asked for.
        """;

    public static CommandLine Parse(string[] args)
    {
        var options = new CommandLine();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var option))
        {
            switch (option)
            {
                case "--samples":
                    options = options with { Samples = true };
                    break;
                case "--require-keys":
                    options = options with { RequireKeys = true };
                    break;
                case "--port" when rest.TryDequeue(out var text) && ushort.TryParse(text, CultureInfo.InvariantCulture, out var port) && port > 0:
                    options = options with { Port = port };
                    break;
                case "--clock" when rest.TryDequeue(out var text) && TryParseInstant(text, out var instant):
                    options = options with { Clock = instant };
                    break;
                case "--help":
                    Console.WriteLine(Usage);
                    Environment.Exit(0);
                    break;
                default:
                    Console.Error.WriteLine($"{option}: unknown, or its value is missing or wrong.\n\n{Usage}");
                    Environment.Exit(2);
                    break;
            }
        }

        return options;
    }

    /// <summary>The option wins over the setting <c>Clock</c>; without either it is the system's clock.</summary>
    /// <exception cref="InvalidOperationException">The setting is no instant.</exception>
    public TimeProvider CreateClock(string? setting)
    {
        if (Clock is { } start)
        {
            return new PlayedClock(start);
        }

        if (string.IsNullOrEmpty(setting))
        {
            return TimeProvider.System;
        }

        return TryParseInstant(setting, out start)
            ? new PlayedClock(start)
            : throw new InvalidOperationException($"The setting Clock is no instant such as 2012-06-14T09:00:00Z: {setting}");
    }

    public static bool TryParseInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}
