namespace Scorecards.Domain;

/// <summary>A total and what it is made of, by the scorecards' ids.</summary>
sealed record SuppressionRelation(string Total, IReadOnlySet<string> Parts);

/// <summary>One result of a family's month: what it counts, and whether it is given.</summary>
sealed class SuppressionCell
{
    /// <summary>Numerator, denominator, rest of the denominator.</summary>
    public const int Kinds = 3;

    readonly SuppressionProfile profile;
    readonly bool wasSuppressed;
    readonly bool isRate;
    SuppressedAs? reason;

    public SuppressionCell(SuppressionProfile profile, MonthlyScorecard scorecard, Result result)
    {
        (this.profile, Scorecard, Result) = (profile, scorecard, result);
        (reason, wasSuppressed) = (result.Suppressed, result.Suppressed is not null);
        isRate = result.Indicator.Unit == Unit.Per10000;
        var numerator = result.Indicator.Unit == Unit.Count ? result.Numerator ?? result.Figure?.Value : result.Numerator;
        Counts = CountsOf(numerator, result.Denominator);

        // The source's own "c": a number that is there and was never given to us.
        var isHeldBack = result is { Figure: null, Numerator: null } && string.Equals(result.NoValue, "c", StringComparison.OrdinalIgnoreCase);
        IsUnknown = numerator is null && !wasSuppressed && (isHeldBack || (result is { Figure: not null, Indicator.Formula: null }));
        IsPresent = IsUnknown || wasSuppressed || numerator is not null;
        IsHidden = wasSuppressed || IsUnknown;
        if (IsUnknown && !isHeldBack)
        {
            reason = SuppressedAs.Unchecked;
        }
        else if (!IsHidden && IsSmall(Counts))
        {
            (reason, IsHidden) = (SuppressedAs.SmallNumber, true);
        }
    }

    public MonthlyScorecard Scorecard { get; }

    public Result Result { get; }

    /// <summary>By kind; null where the kind does not exist or is unknown.</summary>
    public IReadOnlyList<decimal?> Counts { get; }

    public bool HasCounts => Counts[0] is not null;

    /// <summary>Whether there is a number here that adds up with others: known, or known to somebody else.</summary>
    public bool IsPresent { get; }

    public bool IsUnknown { get; }

    public bool WasSuppressed => wasSuppressed;

    public bool IsHidden { get; private set; }

    /// <summary>Of the kinds that must not be narrowed down: its small numbers, where these are why it is hidden.</summary>
    public bool IsSensitive(int kind) => reason == SuppressedAs.SmallNumber && Counts[kind] is decimal count && profile.IsSmall(count);

    /// <returns>Whether it was given until now.</returns>
    public bool Hide(SuppressedAs why = SuppressedAs.Secondary)
    {
        if (IsHidden || (Result.Figure is null && !HasCounts))
        {
            return false;
        }

        (reason, IsHidden) = (why, true);
        return true;
    }

    /// <summary>Whether the result would be hidden for the same reason if its numerator and denominator were so much greater.</summary>
    public bool LooksTheSame(decimal numerator, decimal denominator)
    {
        if (IsUnknown || wasSuppressed)
        {
            return true;
        }

        var other = CountsOf(Counts[0] + numerator, isRate ? Result.Denominator : Counts[1] + denominator);
        return other.Zip(Counts).All(c => c.First is null or >= 0 && c.First is null == c.Second is null) && IsSmall(other) == (reason == SuppressedAs.SmallNumber);
    }

    /// <summary>The result as it is given.</summary>
    public Result Given() => reason is null || wasSuppressed
        ? Result
        : Result with { Numerator = null, Denominator = null, Figure = null, Rating = null, Travel = null, Source = null, Suppressed = reason };

    decimal?[] CountsOf(decimal? numerator, decimal? denominator) =>
    [
        numerator,
        isRate || Result.Indicator.Unit == Unit.Count ? null : denominator,
        Result.Indicator.Unit == Unit.Percent && numerator <= denominator ? denominator - numerator : null,
    ];

    bool IsSmall(IReadOnlyList<decimal?> counts) => counts.Any(c => c is decimal count && profile.IsSmall(count)) || (isRate && Result.Denominator is decimal population && profile.IsSmall(population));
}

/// <summary>
/// One indicator over a family's month. Hidden are at first the small numbers; then, one by one, the least of the others, until another
/// table with other figures would look the same: such a table differs by a solution of the relations between the hidden ones.
/// </summary>
sealed class SuppressionTable
{
    readonly List<SuppressionCell> cells;
    readonly Row[][] rows;

    public SuppressionTable(SuppressionProfile profile, IEnumerable<SuppressionRelation> relations, List<SuppressionCell> cells)
    {
        this.cells = [.. cells.Where(c => c.IsPresent)];
        var byScorecard = this.cells.ToDictionary(c => c.Scorecard.Scorecard, StringComparer.OrdinalIgnoreCase);
        var known = relations.Select(
            r => (Total: byScorecard.GetValueOrDefault(r.Total), Parts: this.cells.Where(c => r.Parts.Contains(c.Scorecard.Scorecard)).ToList()))
            .Where(r => r.Total is not null && r.Parts.Count > 0).ToList();
        rows = [.. Enumerable.Range(0, SuppressionCell.Kinds).Select(kind => known.Select(r => Row.Of(profile, kind, r.Total!, r.Parts)).OfType<Row>().ToArray())];
    }

    /// <summary>Hides until nothing hidden can be found out, or nothing is left to hide.</summary>
    public void Protect()
    {
        var hopeless = new HashSet<object>();
        while (true)
        {
            // What one relation gives away by itself is quickly seen; the rest takes solving all of them.
            if (rows.SelectMany(r => r).FirstOrDefault(r => r.GivesAway()) is { } row)
            {
                Partner([row])!.Hide();
            }
            else if (Weak(hopeless) is not { } weak)
            {
                return;
            }
            else if (Partner(rows.SelectMany(r => r).Where(r => ReferenceEquals(r, weak) || (weak is SuppressionCell cell && r.Contains(cell)))) is { } partner)
            {
                partner.Hide();
            }
            else
            {
                hopeless.Add(weak);
            }
        }
    }

    /// <summary>A hidden result or the small rest of a relation that can be found out; null = there is none.</summary>
    object? Weak(HashSet<object> hopeless)
    {
        List<Solutions> solutions = [new(this, 1, 0), new(this, 0, 1), new(this, 1, 1)];
        return cells.Where(c => c.IsHidden && !c.WasSuppressed && !hopeless.Contains(c)).FirstOrDefault(c => Enumerable.Range(0, SuppressionCell.Kinds).Any(kind => !IsSafe(c, kind)))
            ?? rows.SelectMany((r, kind) => r.Where(row => row.IsRestSmall && !hopeless.Contains(row) && !solutions.Any(s => s.Moves(kind) && s.Change(row)))).FirstOrDefault() as object;

        bool IsSafe(SuppressionCell cell, int kind) => (cell.Counts[kind] is null && !cell.IsUnknown)
            || !rows[kind].Any(r => r.Contains(cell))
            || solutions.Any(s => s.Moves(kind) && (cell.IsSensitive(kind) ? s.ChangeUnseen(cell) : s.Change(cell)));
    }

    /// <summary>
    /// What is to be hidden next in some relations: a part, else a total, else a zero, which hides little; of these the one that leaves the
    /// fewest relations with nobody to hide behind, and then the least. Where all are hidden already, from the relations that they stand in too.
    /// </summary>
    SuppressionCell? Partner(IEnumerable<Row> relations)
    {
        var near = relations.ToHashSet();
        for (var reached = 0; reached < near.Count;)
        {
            var open = near.SelectMany(r => r.Parts.Select(c => (Cell: c, Rank: c.Counts.Contains(0m) ? 2 : 0)).Append((Cell: r.Total, Rank: 1))).Where(c => !c.Cell.IsHidden).ToList();
            if (open.Count > 0)
            {
                return open.OrderBy(c => c.Rank).ThenBy(c => rows.SelectMany(r => r).Count(r => !r.IsRestSmall && r.Contains(c.Cell) && !r.HasHidden()))
                    .ThenBy(c => c.Cell.Counts[0]).ThenBy(c => c.Cell.Scorecard.Scorecard, StringComparer.OrdinalIgnoreCase).First().Cell;
            }

            reached = near.Count;
            var hidden = near.SelectMany(r => r.Parts.Append(r.Total)).ToHashSet();
            near.UnionWith(rows.SelectMany(r => r).Where(r => hidden.Any(r.Contains)));
        }

        return null;
    }

    /// <summary>A relation in one kind of number. Its rest is what the total has and the parts have not.</summary>
    sealed record Row(SuppressionCell Total, IReadOnlyList<SuppressionCell> Parts, bool IsRestSmall)
    {
        readonly HashSet<SuppressionCell> parts = [.. Parts];

        public bool Contains(SuppressionCell cell) => Total == cell || parts.Contains(cell);

        public bool HasHidden() => Total.IsHidden || Parts.Any(c => c.IsHidden);

        /// <summary>Whether it gives away by itself what is hidden: its small rest, or the one of its members that is not given.</summary>
        public bool GivesAway() => IsRestSmall ? !HasHidden() : Parts.Append(Total).Count(c => c.IsHidden) == 1;

        public int SignOf(SuppressionCell cell) => Total == cell ? 1 : parts.Contains(cell) ? -1 : 0;

        /// <returns>Null where the relation gives nothing away: a great rest that nobody outside knows, a number that does not exist, or results
        /// settled before.</returns>
        public static Row? Of(SuppressionProfile profile, int kind, SuppressionCell total, List<SuppressionCell> parts)
        {
            var all = parts.Append(total).ToList();
            if (all.Any(c => c.WasSuppressed || (c.Counts[kind] is null && !c.IsUnknown)))
            {
                return null;
            }

            // The rest is then a number that was never given to us: to be taken for nothing, which is the worst case. Posts are rounded, so less than
            // one is nothing.
            var rest = all.Any(c => c.IsUnknown) ? 0 : total.Counts[kind]!.Value - parts.Sum(c => c.Counts[kind]!.Value);
            return Math.Abs(rest) < 1 ? new Row(total, parts, false) : profile.IsSmall(rest) ? new Row(total, parts, true) : null;
        }
    }

    /// <summary>
    /// All that the hidden numbers could be beside what they are, where numerators and denominators move together or one of them alone.
    /// </summary>
    sealed class Solutions
    {
        /// <summary>The relations' coefficients are 1 and -1: what is less than this is a rounding error.</summary>
        const double Nothing = 0.000000001;

        readonly int numerator;
        readonly int denominator;
        readonly Dictionary<object, int> columns = [];
        readonly List<double[]> basis = [];
        readonly List<SuppressionCell> hidden;

        /// <param name="table">As hidden so far.</param>
        /// <param name="numerator">1 where numerators move, else 0.</param>
        /// <param name="denominator">1 where denominators move, else 0.</param>
        public Solutions(SuppressionTable table, int numerator, int denominator)
        {
            (this.numerator, this.denominator) = (numerator, denominator);
            hidden = [.. table.cells.Where(c => c.IsHidden)];
            var rows = Enumerable.Range(0, SuppressionCell.Kinds).Where(Moves).SelectMany(kind => table.rows[kind]).Where(r => r.IsRestSmall || hidden.Any(r.Contains)).ToList();
            foreach (var column in hidden.Concat<object>(rows.Where(r => r.IsRestSmall)))
            {
                columns.Add(column, columns.Count);
            }

            Solve([.. rows.Select(Equation)]);
        }

        public bool Moves(int kind) => kind switch
        {
            0 => numerator != 0,
            1 => denominator != 0,
            _ => numerator != denominator,
        };

        public bool Change(object column) => basis.Exists(v => v[columns[column]] != 0);

        /// <summary>Whether a number could be another and every reason would still be the same.</summary>
        public bool ChangeUnseen(SuppressionCell cell)
        {
            var at = columns[cell];
            return basis.Exists(v => v[at] != 0 && IsUnseen(v))
                || basis.Exists(v => basis.Exists(w => v != w && ((v[at] + w[at] != 0 && IsUnseen(Sum(v, w, 1))) || (v[at] - w[at] != 0 && IsUnseen(Sum(v, w, -1))))));
        }

        double[] Equation(Row row)
        {
            var equation = new double[columns.Count];
            for (var i = 0; i < hidden.Count; i++)
            {
                equation[i] = row.SignOf(hidden[i]);
            }

            if (row.IsRestSmall)
            {
                equation[columns[row]] = -1;
            }

            return equation;
        }

        static double[] Sum(double[] one, double[] other, int sign) => [.. one.Zip(other, (a, b) => a + (sign * b))];

        bool IsUnseen(double[] solution) => LooksTheSame(solution, 1) || LooksTheSame(solution, -1);

        bool LooksTheSame(double[] solution, int direction)
        {
            for (var i = 0; i < hidden.Count; i++)
            {
                if (solution[i] != 0 && (decimal)solution[i] * direction is var change && !hidden[i].LooksTheSame(change * numerator, change * denominator))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Gauss and Jordan; each column without a pivot is free and gives one solution.</summary>
        void Solve(List<double[]> equations)
        {
            var pivots = new Dictionary<int, double[]>();
            for (var column = 0; column < columns.Count; column++)
            {
                var index = equations.FindIndex(e => Math.Abs(e[column]) > Nothing);
                if (index < 0)
                {
                    continue;
                }

                var pivot = Scaled(equations[index], column);
                equations.RemoveAt(index);
                foreach (var equation in equations.Concat(pivots.Values))
                {
                    Subtract(equation, pivot, equation[column]);
                }

                pivots.Add(column, pivot);
            }

            foreach (var free in Enumerable.Range(0, columns.Count).Where(c => !pivots.ContainsKey(c)))
            {
                var solution = new double[columns.Count];
                solution[free] = 1;
                foreach (var (column, pivot) in pivots)
                {
                    solution[column] = Math.Abs(pivot[free]) > Nothing ? -Math.Round(pivot[free], 6) : 0;
                }

                basis.Add(solution);
            }
        }

        static double[] Scaled(double[] equation, int column) => [.. equation.Select(e => e / equation[column])];

        static void Subtract(double[] equation, double[] pivot, double times)
        {
            for (var i = 0; Math.Abs(times) > Nothing && i < equation.Length; i++)
            {
                equation[i] -= times * pivot[i];
            }
        }
    }
}
