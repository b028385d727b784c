using Scorecards.Application;

namespace Scorecards.Tests;

/// <summary>An operation as an administrator asks for it: an answer that it cannot be done is an answer.</summary>
static class Asked
{
    public static async Task ForAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (ProblemException)
        {
            // Such as that no such upload is on record yet.
        }
    }
}
