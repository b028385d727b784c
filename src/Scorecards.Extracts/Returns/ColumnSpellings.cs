namespace Scorecards.Extracts;

/// <summary>
/// What columns are called in place of their own names: a column is known by words that its name has in this order, and by these or its own name
/// without the spaces.
/// </summary>
/// <param name="columns">In the order in which they are looked for, each with its words, parted by spaces.</param>
/// <param name="people">Of these, the columns that say whom a row is about: one of them is in each header.</param>
sealed class ColumnSpellings(IReadOnlyList<(string Column, string[] Words)> columns, string[] people)
{
    readonly string[] ofPeople = [.. people.Select(Header.Fold)];

    readonly string[][] wordsOfPeople = [.. columns.Where(c => people.Contains(c.Column)).SelectMany(Spell)];

    readonly List<(string Column, string[][] Spellings)> known =
        [.. columns.Select(c => (Header.Fold(c.Column), Spell(c).ToArray()))];

    readonly HashSet<string> own = [.. columns.Select(c => Header.Fold(c.Column))];

    /// <summary>The header with the columns' own names where others stand for them; each column once.</summary>
    /// <param name="folded">The header's names, folded.</param>
    public IReadOnlyList<string> Translate(IReadOnlyList<string> folded)
    {
        // Each row at the head of each file is tried as each kind's header, and all but a few have no such column.
        if (!NamesPeople(folded))
        {
            return folded;
        }

        var names = folded.ToArray();
        var open = Enumerable.Range(0, names.Length).Where(i => names[i] != "" && !own.Contains(names[i])).ToList();
        foreach (var (column, spellings) in known.Where(c => !folded.Contains(c.Column)))
        {
            var found = open.FindIndex(i => spellings.Any(words => IsIn(names[i], words)));
            if (found >= 0)
            {
                names[open[found]] = column;
                open.RemoveAt(found);
            }
        }

        return names;
    }

    /// <summary>Whether a header has a column that says whom its rows are about, however it is spelt.</summary>
    public bool NamesPeople(IReadOnlyList<string> folded) =>
        folded.Any(name => ofPeople.Contains(name) || wordsOfPeople.Any(words => IsIn(name, words)));

    /// <summary>A single word is not looked for without its spaces: "disability" would be in other columns' names.</summary>
    static IEnumerable<string[]> Spell((string Column, string[] Words) of) => of.Words.Select(words => words.Split(' ')).Concat(
        from name in of.Words.Append(Header.Fold(of.Column).Replace('_', ' '))
        where name.Contains(' ', StringComparison.Ordinal)
        select new[] { name.Replace(" ", "", StringComparison.Ordinal) });

    static bool IsIn(string name, string[] words)
    {
        if (!name.Contains(words[0], StringComparison.Ordinal))
        {
            return false;
        }

        var next = 0;
        foreach (var word in name.Split('_'))
        {
            next += next < words.Length && word == words[next] ? 1 : 0;
        }

        return next == words.Length;
    }
}
