namespace Scorecards.Domain;

/// <summary>
/// How the hidden numbers could differ without changing a shown one: the solutions of the relations, where numerators and denominators differ
/// together or one of them alone.
/// </summary>
sealed class SuppressionSolutions
{
    /// <summary>The relations' coefficients are 1 and -1: anything smaller than this is a rounding error.</summary>
    const double Nothing = 0.000000001;

    readonly int numerator;
    readonly int denominator;
    readonly Dictionary<object, int> columns = [];
    readonly List<double[]> basis = [];
    readonly List<SuppressionCell> hidden;

    /// <param name="cells">The cells, as hidden so far.</param>
    /// <param name="rowsByKind">The relations between them, by kind of count.</param>
    /// <param name="numerator">1 = numerators may differ, else 0.</param>
    /// <param name="denominator">1 = denominators may differ, else 0.</param>
    public SuppressionSolutions(IEnumerable<SuppressionCell> cells, IReadOnlyList<SuppressionRow[]> rowsByKind, int numerator, int denominator)
    {
        (this.numerator, this.denominator) = (numerator, denominator);
        hidden = [.. cells.Where(c => c.IsHidden)];
        var rows = Enumerable.Range(0, SuppressionCell.Kinds).Where(Moves).SelectMany(kind => rowsByKind[kind])
            .Where(r => r.IsRestSmall || hidden.Any(r.Contains)).ToList();
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

    /// <summary>Whether the number could differ while every reason stays the same.</summary>
    public bool ChangeUnseen(SuppressionCell cell)
    {
        var at = columns[cell];
        return basis.Exists(v => v[at] != 0 && IsUnseen(v))
            || basis.Exists(v => basis.Exists(w => v != w && (Moves(v, w, 1) || Moves(v, w, -1))));

        bool Moves(double[] v, double[] w, int sign) => v[at] + (sign * w[at]) != 0 && IsUnseen(Sum(v, w, sign));
    }

    double[] Equation(SuppressionRow row)
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
            if (solution[i] != 0 && (decimal)solution[i] * direction is var change
                && !hidden[i].LooksTheSame(change * numerator, change * denominator))
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
