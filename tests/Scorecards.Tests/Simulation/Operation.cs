using Azure;

namespace Scorecards.Tests.Simulation;

/// <summary>One request to the storage that somebody waits for.</summary>
/// <param name="run">Who waits.</param>
/// <param name="text">What is asked.</param>
/// <param name="isWrite">Whether it changes anything.</param>
public abstract class Operation(Run run, string text, bool isWrite)
{
    public Run Run => run;

    public string Text => text;

    public bool IsWrite => isWrite;

    /// <summary>Nobody asks for it a second time.</summary>
    public bool IsOnce { get; init; }

    /// <summary>It is slow: not carried out before.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>How often it was carried out and its answer lost.</summary>
    public int Repeats { get; set; }

    /// <summary>Carries the request out.</summary>
    /// <returns>What the storage says, in a word.</returns>
    public abstract string CarryOut();

    /// <summary>Gives the answer of the last time that it was carried out.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception e);
}

/// <inheritdoc/>
/// <param name="effect">On the storage; <see cref="RequestFailedException"/> where it refuses.</param>
public sealed class Operation<T>(Run run, string text, bool isWrite, Func<T> effect) : Operation(run, text, isWrite)
{
    readonly TaskCompletionSource<T> source = new();
    T answer = default!;
    RequestFailedException? refusal;

    public Task<T> Task => source.Task;

    public override string CarryOut()
    {
        try
        {
            (answer, refusal) = (effect(), null);
            return answer switch
            {
                null => "none",
                bool or int => $"{answer}",
                _ => "ok",
            };
        }
        catch (RequestFailedException e)
        {
            refusal = e;
            return $"{e.Status}";
        }
    }

    public override void Answer()
    {
        if (refusal is null)
        {
            source.SetResult(answer);
        }
        else
        {
            source.SetException(refusal);
        }
    }

    public override void Fail(Exception e) => source.SetException(e);
}
