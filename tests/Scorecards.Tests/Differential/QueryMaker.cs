namespace Scorecards.Tests.Differential;

/// <summary>Makes random queries of one set, of everything that the feed offers.</summary>
sealed class QueryMaker(FeedTable table, Random random)
{
    const int Deepest = 3;

    /// <summary>Each page of groups is made of all rows, so that many small ones would take an hour.</summary>
    const int MostPages = 100;

    static readonly (string OData, string Sql)[] Orders = [("gt", ">"), ("ge", ">="), ("lt", "<"), ("le", "<=")];

    readonly Terms terms = new(table, random);

    public RandomQuery Make() => table.Set == "Results" && random.Next(4) == 0 ? MakeGroups() : MakeRows();

    RandomQuery MakeRows()
    {
        var options = new List<(string Name, string Value)>();
        var where = "true";
        if (random.Next(8) > 0)
        {
            var condition = Condition(Deepest);
            (where, _) = (condition.Sql, Add("filter", condition.OData));
        }

        var order = OrderBy();
        _ = order.OData == "" || Add("orderby", order.OData);
        var columns = Select();
        _ = columns.Count == 0 || Add("select", string.Join(',', columns));
        var top = random.Next(3) == 0 ? random.Next(40) : (int?)null;
        _ = top is null || Add("top", $"{top}");
        var skip = random.Next(4) == 0 ? random.Next(60) : 0;
        _ = skip == 0 || Add("skip", $"{skip}");
        var isCounted = random.Next(3) == 0 && Add("count", terms.Word("true"));
        var prefer = Prefer(Math.Max(20, table.Rows.Count / terms.One([2, 5, 11])));
        return new RandomQuery(Address(options), prefer, where, order.Sql, top, skip, isCounted, columns is [] or ["*"] ? Names() : columns);

        bool Add(string name, string value)
        {
            options.Add((Option(name), value));
            return true;
        }
    }

    /// <summary>Groups, with or without their counts, in the order of their columns or of some of them.</summary>
    RandomQuery MakeGroups()
    {
        var condition = random.Next(3) == 0 ? null : Condition(Deepest);
        var columns = random.Next(8) == 0 ? [] : random.GetItems<string>([.. Names()], random.Next(1, 4)).Distinct().ToList();
        var countName = columns.Count == 0 || random.Next(4) > 0 ? terms.One(["N", "Count", "_1", "Größe"]) : null;
        var aggregate = countName is null ? "" : $"{terms.Word("aggregate")}({terms.Word("$count")} {terms.Word("as")} {countName})";
        var apply = (condition is null ? "" : $"{terms.Word("filter")}({condition.OData})/")
            + (columns.Count == 0 ? aggregate
                : $"{terms.Word("groupby")}(({string.Join(',', columns)}){(aggregate == "" ? "" : $",{aggregate}")})");
        List<string> names = [.. columns, .. new[] { countName }.OfType<string>()];
        var order = random.GetItems<string>([.. names], random.Next(3)).Distinct()
            .Select(name => (Name: name, IsDescending: random.Next(2) == 0)).ToList();
        var top = random.Next(3) == 0 ? random.Next(9) : (int?)null;
        var (skip, isCounted) = (random.Next(4) == 0 ? random.Next(9) : 0, random.Next(3) == 0);
        List<(string Name, string Value)> options =
        [
            (Option("apply"), apply),
            .. order.Count == 0 ? [] : new[] { (Option("orderby"), string.Join(',', order.Select(o => o.IsDescending ? $"{o.Name} desc" : o.Name))) },
            .. top is null ? [] : new[] { (Option("top"), $"{top}") },
            .. skip == 0 ? [] : new[] { (Option("skip"), $"{skip}") },
            .. isCounted ? new[] { (Option("count"), "true") } : [],
        ];
        var orderBy = order.Concat(columns.Select(c => (Name: c, IsDescending: false)))
            .Select(o => $"{Sql(o.Name)} {(o.IsDescending ? "DESC NULLS LAST" : "ASC NULLS FIRST")}");
        return new RandomQuery(
            Address(options), Prefer(Math.Max(terms.One([1, 3, 20]), table.Rows.Count / MostPages)),
            condition?.Sql ?? "true", string.Join(", ", orderBy), top, skip, isCounted, names)
        {
            Grouping = new RandomGrouping(columns, countName),
        };

        string Sql(string name) => name == countName ? "count(*)" : $"\"{name}\"";
    }

    string Address(List<(string Name, string Value)> options) =>
        $"/{table.Set}?{string.Join('&', options.Concat(terms.Aliases.Select(a => (Name: a.Key, a.Value)))
            .Select(o => $"{Uri.EscapeDataString(o.Name)}={Uri.EscapeDataString(o.Value)}"))}";

    string? Prefer(int size) => random.Next(5) == 0 ? $"{terms.One(["", "odata."])}maxpagesize={size}" : null;

    string Option(string name) => terms.One([$"${name}", $"${name}", name, $"${name.ToUpperInvariant()}"]);

    List<string> Names() => [.. table.Columns.Select(c => c.Name)];

    List<string> Select() => random.Next(4) switch
    {
        0 => [.. Names().Where(_ => random.Next(3) == 0)],
        1 when random.Next(4) == 0 => ["*"],
        _ => [],
    };

    Term OrderBy()
    {
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ =>
        {
            var (term, isDescending) = (terms.Value(terms.Kind()), random.Next(2) == 0);
            var direction = isDescending ? $" {terms.Word("desc")}" : random.Next(3) == 0 ? $" {terms.Word("asc")}" : "";
            return new Term(term.OData + direction, $"{term.Sql} {(isDescending ? "DESC NULLS LAST" : "ASC NULLS FIRST")}, ");
        }).ToList();
        return new Term(string.Join(',', parts.Select(p => p.OData)), string.Concat(parts.Select(p => p.Sql)));
    }

    Term Condition(int depth) => random.Next(depth == 0 ? 6 : 10) switch
    {
        0 => TextCondition(),
        1 => In(),
        2 => Null(),
        3 when terms.Column(ValueKind.Flag)?.AsTerm() is { } flag => flag,
        < 6 => Comparison(),
        6 => Condition(depth - 1) is var one ? new($"{terms.Word("not")} ({one.OData})", $"(NOT {one.Sql})") : null!,
        var which => (Condition(depth - 1), Condition(depth - 1)) is var (left, right) && which < 9
            ? new($"({left.OData} {terms.Word("and")} {right.OData})", $"({left.Sql} AND {right.Sql})")
            : new($"({left.OData} {terms.Word("or")} {right.OData})", $"({left.Sql} OR {right.Sql})"),
    };

    Term Comparison()
    {
        var kind = terms.Kind();
        var other = kind switch
        {
            ValueKind.Day when random.Next(6) == 0 => ValueKind.Moment,
            ValueKind.Moment when random.Next(6) == 0 => ValueKind.Day,
            _ => kind,
        };
        var (left, right) = (terms.Value(kind), random.Next(4) == 0 ? terms.Value(other) : terms.Literal(other));
        (left, right) = random.Next(6) == 0 ? (right, left) : (left, right);
        if (kind == ValueKind.Flag || random.Next(3) == 0)
        {
            return random.Next(2) == 0
                ? new($"{left.OData} {terms.Word("eq")} {right.OData}", $"({left.Sql} IS NOT DISTINCT FROM {right.Sql})")
                : new($"{left.OData} {terms.Word("ne")} {right.OData}", $"({left.Sql} IS DISTINCT FROM {right.Sql})");
        }

        // Greater than null is false, and not unknown.
        var (odata, sql) = terms.One(Orders);
        return new($"{left.OData} {terms.Word(odata)} {right.OData}", $"coalesce({left.Sql} {sql} {right.Sql}, false)");
    }

    Term TextCondition()
    {
        var (name, sql) = terms.One([("contains", "contains"), ("startswith", "starts_with"), ("endswith", "suffix")]);
        var (text, part) = (terms.Value(ValueKind.Text), terms.Literal(ValueKind.Text));
        return new($"{terms.Word(name)}({text.OData},{part.OData})", $"{sql}({text.Sql}, {part.Sql})");
    }

    Term In()
    {
        var kind = terms.Kind(ValueKind.Flag);
        var left = terms.Column(kind)!.AsTerm();
        var list = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(10) == 0 ? new Term("null", "NULL") : terms.Plain(kind)).ToList();
        return new(
            $"{left.OData} {terms.Word("in")} ({string.Join(terms.One([",", ", "]), list.Select(t => t.OData))})",
            $"({string.Join(" OR ", list.Select(t => $"{left.Sql} IS NOT DISTINCT FROM {t.Sql}"))})");
    }

    Term Null() => terms.Value(terms.Kind()) is var value && random.Next(2) == 0
        ? new($"{value.OData} eq null", $"({value.Sql} IS NULL)")
        : new($"{value.OData} ne null", $"({value.Sql} IS NOT NULL)");
}
