namespace ScorecardFunctions.Http;

/// <summary>
/// Sends an answer while it is read. A fault before the first part is sent has an answer of its own; behind it the connection is cut, so that nobody
/// takes a part for the whole.
/// </summary>
static class StreamedAnswer
{
    /// <param name="failed">Logs a fault, and gives its answer; true = a part was sent already, so that it is cut off.</param>
    public static async Task SendAsync(HttpContext context, Func<Task> write, Func<Exception, bool, IResult> failed)
    {
        try
        {
            await write();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has left: that is no fault, and nobody is there to be answered.
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            var answer = failed(e, context.Response.HasStarted);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            await answer.ExecuteAsync(context);
        }
    }
}
