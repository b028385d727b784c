using Azure;
using Scorecards.Storage;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Protocol;

/// <summary>
/// Carries out an instance's requests one after another. Just before one of them, the moment, others do something, or it is the one that goes wrong.
/// </summary>
/// <param name="isIt">Whether it is this request, by its text.</param>
public sealed class Moment(Func<string, bool> isIt) : IRequests
{
    string? request;
    bool isKilled;

    /// <summary>What others do meanwhile.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>What becomes of the request: it is not answered, repeated, or its instance is killed.</summary>
    public Fault Fault { get; set; }

    /// <summary>Has each request in its turn be the moment, until no more are made: at last there is none.</summary>
    /// <param name="run">Everything from the beginning.</param>
    public static async Task EachAsync(Func<Moment, Task> run)
    {
        Moment moment;
        var number = 0;
        do
        {
            number++;
            var requests = 0;
            moment = new Moment(_ => ++requests == number);
            try
            {
                await run(moment);
            }
            catch (Exception e)
            {
                throw new HoleException($"Request {number}, {moment.request ?? "after the last"}: {e.Message}", e);
            }
        }
        while (moment.request is not null);

        Assert.True(number > 1, "There were no requests.");
    }

    /// <summary>
    /// Runs what makes the requests, and ends where the moment cuts it off. What others do they do at the end, if there was no moment before.
    /// </summary>
    public async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (Fault != Fault.None && request is not null && (e is KilledException || ConditionalWrite.IsDoubt(e)))
        {
            // As the trigger sees it.
        }

        if (request is null && Meanwhile is { } others)
        {
            await others();
        }
    }

    public async Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
    {
        if (isKilled)
        {
            throw new KilledException();
        }

        if (request is not null || !isIt(text))
        {
            return effect();
        }

        request = text;
        await (Meanwhile?.Invoke() ?? Task.CompletedTask);
        switch (Fault)
        {
            case Fault.None:
                return effect();
            case Fault.NoAnswer:
                TryCarryOut(effect);
                throw new RequestFailedException(503, "No answer.");
            case Fault.Repeated:
                TryCarryOut(effect);
                return effect();
            case Fault.KillBefore or Fault.KillAfter:
                isKilled = true;
                if (Fault == Fault.KillAfter)
                {
                    TryCarryOut(effect);
                }

                throw new KilledException();
            default:
                throw new NotSupportedException($"{Fault} needs the scheduler.");
        }
    }

    /// <summary>What it says nobody hears.</summary>
    static void TryCarryOut<T>(Func<T> effect)
    {
        try
        {
            effect();
        }
        catch (RequestFailedException)
        {
        }
    }
}
