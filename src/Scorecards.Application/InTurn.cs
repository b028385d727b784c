namespace Scorecards.Application;

/// <summary>What is found of several things, one after the other.</summary>
static class InTurn
{
    /// <returns>In their order; a thing of which nothing is found is left out.</returns>
    public static async Task<List<TFound>> FindInTurnAsync<T, TFound>(this IEnumerable<T> all, Func<T, Task<TFound?>> find)
        where TFound : class
    {
        List<TFound> found = [];
        foreach (var one in all)
        {
            if (await find(one) is { } it)
            {
                found.Add(it);
            }
        }

        return found;
    }
}
