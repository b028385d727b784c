using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>
/// Somebody who has every scorecard as it is given, knows how they belong together, and solves: totals, UASC bases (and that a slice has no
/// unaccompanied child), complements and the formula f = n + m, all at once. Knows nothing of how the suppression works.
/// </summary>
static class OutsideReader
{
    const long Prime = 2_147_483_647;

    /// <returns>The first number that follows from what is given and should not; null = none.</returns>
    public static string? Finds(
        SuppressionProfile profile,
        IReadOnlyCollection<Scorecard> catalogue,
        IReadOnlyList<MonthlyScorecard> family,
        IReadOnlyList<MonthlyScorecard> given)
    {
        var truth = family.ToDictionary(s => s.Scorecard, s => s.Results.ToDictionary(r => r.Indicator.Id));
        var hidden = given.SelectMany(s => s.Results.Where(r => r.Suppressed is not null), (s, r) => (s.Scorecard, r.Indicator.Id)).ToHashSet();
        var columns = hidden.SelectMany(h => new[] { (h, 'n'), (h, 'd') }).Select((column, i) => (column, i)).ToDictionary(c => c.column, c => c.i);
        var equations = new List<long[]>();
        var secrets = new List<(string Name, long[] Numbers)>();

        foreach (var (scorecard, indicator) in hidden)
        {
            var result = truth[scorecard][indicator];
            foreach (var kind in KindsOf(result))
            {
                secrets.Add(($"{kind} of {scorecard} {indicator}", Sum(kind, (scorecard, 1))));
            }

            long[] Sum(char kind, params (ScorecardId Scorecard, int Sign)[] members) => Vector(kind, indicator, members);
        }

        var levels = from total in catalogue
                     from level in catalogue.Where(s => s.Parent == total.Id).GroupBy(_ => "parts").Select(g => g.Select(s => s.Id).ToArray())
                         .Concat(
                             catalogue.Where(
                                 s => total.Uasc == UascBasis.Included
                                     && s.Id == total.Id.Value.Replace("inc", "exc", StringComparison.Ordinal)).Select(s => new[] { s.Id }))
                     where truth.ContainsKey(total.Id) && level.Any(truth.ContainsKey)
                     select (Total: total.Id, Parts: level.Where(truth.ContainsKey).ToArray());
        foreach (var (total, parts) in levels)
        {
            foreach (var result in truth[total].Values)
            {
                foreach (var kind in KindsOf(result))
                {
                    var rest = Number(result, kind) - parts.Sum(p => Number(truth[p][result.Indicator.Id], kind));
                    var numbers = Vector(kind, result.Indicator.Id, [(total, 1), .. parts.Select(p => (p, -1))]);
                    if (rest == 0)
                    {
                        equations.Add(numbers);
                    }
                    else if (profile.IsSmall(rest))
                    {
                        secrets.Add(($"rest of {kind} of {total} {result.Indicator.Id}", numbers));
                    }
                }
            }
        }

        foreach (var scorecard in truth.Keys)
        {
            var formula = new long[columns.Count];
            Array.ForEach([("f", 1), ("n", -1), ("m", -1)], term => Add(formula, Vector('n', term.Item1, (scorecard, term.Item2))));
            equations.Add(formula);
        }

        var rank = Rank(equations);
        return secrets.Where(s => Rank([.. equations, s.Numbers]) == rank).Select(s => s.Name).FirstOrDefault();

        long[] Vector(char kind, IndicatorId indicator, params (ScorecardId Scorecard, int Sign)[] members)
        {
            var vector = new long[columns.Count];
            foreach (var (scorecard, sign) in members.Where(m => hidden.Contains((m.Scorecard, indicator))))
            {
                if (kind != 'n')
                {
                    vector[columns[((scorecard, indicator), 'd')]] += sign;
                }

                if (kind != 'd')
                {
                    vector[columns[((scorecard, indicator), 'n')]] += kind == 'n' ? sign : -sign;
                }
            }

            return vector;
        }
    }

    static char[] KindsOf(Result result) => result.Indicator.Unit == Unit.Percent ? ['n', 'd', 'c'] : ['n'];

    static decimal Number(Result result, char kind) => kind switch
    {
        'n' => result.Numerator!.Value,
        'd' => result.Denominator!.Value,
        _ => result.Denominator!.Value - result.Numerator!.Value,
    };

    static void Add(long[] to, long[] numbers)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += numbers[i];
        }
    }

    /// <summary>The rank modulo a prime; the numbers are so few and small that it is the rank.</summary>
    static int Rank(List<long[]> rows)
    {
        var left = rows.Select(r => r.Select(n => ((n % Prime) + Prime) % Prime).ToArray()).ToList();
        var rank = 0;
        for (var column = 0; left.Count > 0 && column < left[0].Length; column++)
        {
            if (left.Find(r => r[column] != 0) is not { } pivot)
            {
                continue;
            }

            left.Remove(pivot);
            rank++;
            var inverse = (long)System.Numerics.BigInteger.ModPow(pivot[column], Prime - 2, Prime);
            foreach (var row in left.Where(r => r[column] != 0))
            {
                var times = row[column] * inverse % Prime;
                for (var i = column; i < row.Length; i++)
                {
                    row[i] = (((row[i] - (times * pivot[i] % Prime)) % Prime) + Prime) % Prime;
                }
            }
        }

        return rank;
    }
}
