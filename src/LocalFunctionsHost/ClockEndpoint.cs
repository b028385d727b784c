namespace LocalFunctionsHost;

/// <summary>PUT /local/clock with an instant as its body turns the played clock on, so that a month can be played without a new start.</summary>
static class ClockEndpoint
{
    public static async Task TurnAsync(HttpContext context, PlayedClock clock, FunctionRunner runner)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync(context.RequestAborted);
        var (status, answer) = await runner.BetweenAsync(() => Turn(context.Request.Method, text, clock), context.RequestAborted);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    static (int Status, string Answer) Turn(string method, string text, PlayedClock clock)
    {
        if (!HttpMethods.IsPut(method))
        {
            return (StatusCodes.Status405MethodNotAllowed, "PUT an instant, such as 2012-06-14T09:00:00Z, to turn the clock on to it.\n");
        }

        if (!CommandLine.TryParseInstant(text, out var instant))
        {
            return (StatusCodes.Status400BadRequest, $"{text} is no instant such as 2012-06-14T09:00:00Z.\n");
        }

        return clock.TryTurnOn(instant)
            ? (StatusCodes.Status200OK, $"The clock shows {instant:u}.\n")
            : (StatusCodes.Status409Conflict, $"The clock shows {clock.GetUtcNow():u} already. Start the app again to play an earlier time.\n");
    }
}
