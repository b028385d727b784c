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
    default:
        await Console.Error.WriteLineAsync("Usage: compare [reading|rating|visible|start ...] [--small]");
        return 2;
}
