using Scorecards.Benchmarks;

try
{
    return await RunAsync(args);
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

static async Task<int> RunAsync(string[] args)
{
    switch (args)
    {
        case ["trivial", var port]:
            TrivialApp.Run(Option.Number(port, "The port", 1));
            return 0;
        case ["side", .. var side]:
            await Sides.ServeAsync(side);
            return 0;
        case ["compare", .. var options]:
            return await Comparisons.RunAsync(options);
        case ["memory", .. var options]:
            return await Memory.RunAsync(options);
        case ["before", var program, .. { Length: <= 2 } sizes]:
            if (!File.Exists(program))
            {
                throw new UsageException($"There is no program {program}.");
            }

            var (months, seconds) = (sizes.ElementAtOrDefault(0) ?? "262", sizes.ElementAtOrDefault(1) ?? "7200");
            return await Before.RunAsync(
                program, Option.Number(months, "MONTHS", 1), TimeSpan.FromSeconds(Option.Number(seconds, "SECONDS", 1)));
        case ["outside"]:
            return await Outside.RunAsync();
        case ["feed-differential", .. var options]:
            return await FeedQueries.RunAsync(options);
        case ["generate", .. var options]:
            return await Generate.RunAsync(options);
        case ["records", .. var options]:
            return await RecordsToScorecards.RunAsync(options);
        case ["mutate-definitions"]:
            return await MutatedDefinitions.RunAsync();
        case ["clients"]:
            return await Clients.RunAsync();
        default:
            await Console.Error.WriteLineAsync("""
                Usage: compare [reading workbook storing rating visible waiting start feed feed-million] [--small]
                    | memory [csv xlsx bomb rows huge many] [--small]
                    | before PROGRAM [MONTHS [SECONDS]] | clients | outside | feed-differential [--queries 2000] [--seed 18] | mutate-definitions
                    | generate [--children 20000] [--seed 1] [--to FOLDER] [--compare] | records [--children 20000] [--seed 1] [--reference]
                """);
            return 2;
    }
}
