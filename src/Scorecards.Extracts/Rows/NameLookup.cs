using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Finds what the rows of a file name: by id, else by name where that is unambiguous. What is no id is looked up once a text.
/// </summary>
/// <param name="month">A name that several have means the one that is active in it.</param>
/// <param name="guessed">Takes, once each, the names that are no indicator's and were read as the one that they are like.</param>
sealed class NameLookup(Catalogue catalogue, Month month, List<string> guessed)
{
    /// <summary>Of the guessed names, in a note.</summary>
    internal const int MostNamed = 200;

    /// <summary>The most texts that are kept; beyond them nothing is suggested.</summary>
    const int MostKept = 10_000;

    readonly Dictionary<string, Scorecard?> scorecards = new(StringComparer.Ordinal);
    readonly Dictionary<string, Indicator?> indicators = new(StringComparer.Ordinal);
    readonly Dictionary<(string Kind, string Written), string?> nearest = [];

    /// <returns>Null: none, or more than one; a text in quotation marks, or one that cannot be read, is no name.</returns>
    public Scorecard? Scorecard(ReadOnlySpan<char> written) => NameMatcher.FindScorecardById(catalogue, written)
        ?? Find(scorecards, written, text => IsName(text) ? NameMatcher.FindScorecard(catalogue, text, month) : null);

    /// <returns>Null: none, or more than one.</returns>
    public Indicator? Indicator(ReadOnlySpan<char> written) =>
        catalogue.Indicator(written) ?? catalogue.Indicator(TextFolding.Fold(written)) ?? Find(indicators, written, FindByName);

    /// <summary>The indicator that a cell must name.</summary>
    /// <param name="otherwise">Why a name is refused that is none.</param>
    /// <returns>Null: the row is refused.</returns>
    public Indicator? Indicator(Row row, Column column, string otherwise) =>
        Indicator(row.Required(column)) ?? Refuse<Indicator>(row, column, "indicator", otherwise);

    /// <summary>The scorecard that a cell must name.</summary>
    /// <returns>Null: the row is refused.</returns>
    public Scorecard? Scorecard(Row row, Column column) =>
        Scorecard(row.Required(column)) ?? Refuse<Scorecard>(row, column, "scorecard", Reasons.NoScorecard);

    T? Refuse<T>(Row row, Column column, string kind, string reason)
        where T : class
    {
        if (!row.IsRefused)
        {
            row.RefuseForWant(kind, column, reason + Suggestion(kind, row.Cell(column)));
        }

        return null;
    }

    /// <summary>
    /// For the end of a refusal: the id that is meant where a text is nearly that id or its name; blank = none is near, or several are.
    /// </summary>
    /// <param name="kind">indicator or scorecard.</param>
    public string Suggestion(string kind, ReadOnlySpan<char> written)
    {
        if (written.Length is 0 or > NearText.Longest)
        {
            return "";
        }

        var text = written.ToString();
        if (!nearest.TryGetValue((kind, text), out var id) && nearest.Count < MostKept)
        {
            nearest[(kind, text)] = id = NearText.Find(text, kind == "indicator"
                ? catalogue.Indicators.SelectMany(i => new[] { (i.Id.Value, i.Id.Value), (i.Name, i.Id.Value) })
                : catalogue.Scorecards.SelectMany(s => new[] { (s.Id.Value, s.Id.Value), (s.Name, s.Id.Value) }));
        }

        return id is null ? "" : $". Did you mean {id}?";
    }

    Indicator? FindByName(string written)
    {
        var found = NameMatcher.FindIndicator(catalogue, written, month);
        if (found is not null && !NameMatcher.IsNameOf(found, written)
            && $"'{written}' was read as {found.Id}" is var said && !guessed.Contains(said))
        {
            guessed.Add(said);
        }

        return found;
    }

    static bool IsName(string text) => char.IsLetterOrDigit(text[0]) && !UnreadableText.IsIn(text);

    static T? Find<T>(Dictionary<string, T?> kept, ReadOnlySpan<char> written, Func<string, T?> find)
        where T : class
    {
        T? found = null;
        if (!written.IsEmpty && !kept.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(written, out found))
        {
            found = find(written.ToString());
            if (kept.Count < MostKept)
            {
                kept[written.ToString()] = found;
            }
        }

        return found;
    }
}
