using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends the mails of one tick one after the other, at the pace that the server and the hour allow.</summary>
public sealed class MailRun(IMailTransport transport, SendingPace pace, MailDispatch dispatch, TimeProvider time) : IAsyncDisposable
{
    public SendingPace Pace => pace;

    /// <summary>Sends one after the other, until the tick sends nothing more. One that fails keeps none of the others from being sent.</summary>
    /// <param name="failed">Gets what could not be sent.</param>
    public async Task SendEachAsync<T>(IEnumerable<T> all, List<Exception> failed, Func<T, Task> send)
    {
        foreach (var one in all.TakeWhile(_ => !pace.IsOver))
        {
            try
            {
                await send(one);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }
        }
    }

    /// <inheritdoc cref="MailDispatch.SendAsync"/>
    /// <returns><see cref="MailResult.NotTried"/> where the tick sends nothing more.</returns>
    public async Task<MailOutcome> SendAsync(
        Delivery delivery, long number, MonthEndContent content, Recipient recipient, TrackedDelivery? known, CancellationToken ct)
    {
        if (pace.FindWait(time.GetUtcNow()) is not { } wait)
        {
            return default;
        }

        await Task.Delay(wait, time, ct);

        // What is thrown may leave open whether the mail was accepted.
        var outcome = new MailOutcome(MailResult.Unknown, "");
        try
        {
            return outcome = await dispatch.SendAsync(delivery, number, content, recipient, known, transport, ct);
        }
        finally
        {
            pace.Note(outcome, time.GetUtcNow());
        }
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();
}
