using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>
/// Two connections to one database, for queries that do not depend on one another: most tables are too small for DuckDB to share out one query
/// between two threads. What is run on both must leave the database as it is, or add rows.
/// </summary>
/// <param name="First">For everything else.</param>
sealed record Connections(DuckDBConnection First, DuckDBConnection Second) : IDisposable
{
    /// <param name="catalogue">That both use; <paramref name="settings"/> make it.</param>
    public static Connections Open(string catalogue, string settings)
    {
        var first = new DuckDBConnection("DataSource=:memory:");
        try
        {
            first.Open();
            first.Run($"{settings} USE {catalogue}");
            var second = first.Duplicate();
            second.Open();
            second.Run($"USE {catalogue}");
            return new Connections(first, second);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>Runs the same on both, as a variable is of one connection.</summary>
    public void RunOnBoth(string statements, CancellationToken ct)
    {
        First.Run(statements, ct);
        Second.Run(statements, ct);
    }

    /// <summary>Does each piece of work once, on whichever connection is free.</summary>
    /// <returns>What came of each, in the order of the work.</returns>
    public TResult[] Share<T, TResult>(IReadOnlyList<T> work, Func<DuckDBConnection, T, TResult> run)
    {
        var results = new TResult[work.Count];
        var last = -1;
        var second = Task.Run(() => Take(Second));
        try
        {
            Take(First);
        }
        finally
        {
            second.GetAwaiter().GetResult();
        }

        return results;

        void Take(DuckDBConnection connection)
        {
            while (Interlocked.Increment(ref last) is var next && next < work.Count)
            {
                results[next] = run(connection, work[next]);
            }
        }
    }

    public void Dispose()
    {
        Second.Dispose();
        First.Dispose();
    }
}
