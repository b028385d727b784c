namespace Scorecards.Application;

/// <summary>What is found of several things, one after the other.</summary>
static class InTurn
{
    /// <returns>In their order; a thing of which nothing is found is left out.</returns>
    public static Task<List<TFound>> FindInTurnAsync<T, TFound>(this IEnumerable<T> all, Func<T, Task<TFound?>> find)
        where TFound : class =>
        all.ToAsyncEnumerable().Select(async (T one, CancellationToken _) => await find(one)).OfType<TFound>().ToListAsync().AsTask();
}
