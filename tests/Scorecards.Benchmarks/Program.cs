using Scorecards.Benchmarks;

switch (args)
{
    case ["trivial", var port]:
        TrivialApp.Run(port);
        return 0;
    case ["side", .. var side]:
        await Sides.ServeAsync(side);
        return 0;
    case ["compare", .. var options]:
        return await Comparisons.RunAsync(options);
    case ["memory", .. var options]:
        return await Memory.RunAsync(options);
    default:
        await Console.Error.WriteLineAsync("Usage: compare [reading workbook storing rating visible start feed feed-million] [--small] | memory [csv xlsx bomb rows huge many] [--small]");
        return 2;
}
