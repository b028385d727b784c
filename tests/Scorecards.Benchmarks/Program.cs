using System.Globalization;
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
    case ["before", var program, .. var months]:
        return await Before.RunAsync(program, months is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 262);
    case ["clients"]:
        return await Clients.RunAsync();
    default:
        await Console.Error.WriteLineAsync("""
            Usage: compare [reading workbook storing rating visible start feed feed-million] [--small] | memory [csv xlsx bomb rows huge many] [--small]
                | before PROGRAM [MONTHS] | clients
            """);
        return 2;
}
