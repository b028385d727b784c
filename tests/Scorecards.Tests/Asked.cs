using Scorecards.Application;
using Scorecards.Application.Calculation;

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
        catch (Exception e) when (e is ProblemException or RowsMissingException)
        {
            // Such as that no such upload is on record yet, or that a restore is needed.
        }
    }
}
