using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// A kind of extract: by which columns it is known, how a row is read, which months its rows affect. A new kind is a class of its own and a
/// line in <see cref="All"/>.
/// </summary>
/// <param name="name">As receipts and the journal write it.</param>
/// <param name="required">A file without one of these columns is refused.</param>
/// <param name="optional">The other columns that mean something.</param>
public abstract class ExtractKind(string name, string[] required, string[] optional)
{
    /// <summary>Every kind. Of kinds that know equally many of a header's columns the first is taken.</summary>
    public static IReadOnlyList<ExtractKind> All { get; } =
    [
        new MeasureKind(),
        new IndicatorKind(),
        new TargetKind(),
        new ScorecardKind(),
        new RecipientKind(),
        new TimetableKind(),
        new BankHolidayKind(),
        new CommentaryKind(),
        new MappingKind(),
        new WithdrawKind(),
        new PrintedScorecardKind(),
        new WideMeasureKind(),
        new CountedKind(),
        new DefinitionKind(),
        .. RecordKind.All,
        .. ReturnKind.All,
    ];

    /// <summary>The name of the kind that withdraws uploads.</summary>
    public const string Withdraw = "withdraw";

    public string Name => name;

    public IReadOnlyList<string> Required => required;

    public IReadOnlyList<string> Optional => optional;

    public IEnumerable<string> Columns => Required.Concat(Optional);

    /// <summary>Whether the names of its columns tell it from the other kinds.</summary>
    public virtual bool IsKnownByNames => true;

    /// <summary>Whether people write sentences into it, in which a child could be named anywhere.</summary>
    internal virtual bool HasFreeText => false;

    /// <summary>Whether its files are so long that a row is not compared with the header before it is read.</summary>
    internal virtual bool HasManyRows => false;

    /// <summary>Whether its rows are records of people, which are not copied, and of which little is said.</summary>
    public virtual bool HoldsRecords => false;

    /// <summary>Whether a financial year may stand where a month may, so that 2011-12 is a year unless other rows tell that it is a month.</summary>
    internal virtual bool TakesYears => false;

    public override string ToString() => Name;

    /// <summary>Reads the accepted rows of a table of this kind.</summary>
    /// <exception cref="ExtractException">The table cannot be read, or does not say which scorecard or month it is of.</exception>
    internal abstract IAsyncEnumerable<ExtractRow> ReadAsync(ExtractTable table, ExtractFile file, CancellationToken ct);

    /// <summary>
    /// A header's names, with this kind's own one for what is another only by how its words are parted, such as score_card. Of records none is: the
    /// guards know their columns by name.
    /// </summary>
    /// <param name="folded">The header's names, folded.</param>
    internal IReadOnlyList<string> Respell(IReadOnlyList<string> folded)
    {
        if (HoldsRecords)
        {
            return folded;
        }

        List<string> names = [.. folded];
        List<string> letters = [.. folded.Select(Letters)];
        foreach (var column in Columns.Where(c => !folded.Contains(c)))
        {
            var at = letters.IndexOf(Letters(column));
            if (at >= 0 && letters.LastIndexOf(Letters(column)) == at)
            {
                names[at] = column;
            }
        }

        return names;
    }

    static string Letters(string name) => name.Replace("_", "", StringComparison.Ordinal);

    /// <param name="folded">The header's names, folded.</param>
    internal virtual bool HasAllColumns(IReadOnlyList<string> folded) => Required.All(folded.Contains);

    /// <summary>Where its columns are in a header, by name.</summary>
    /// <param name="folded">The header's names, folded.</param>
    internal virtual Dictionary<string, int> FindPositions(IReadOnlyList<string> folded)
    {
        var names = folded.ToList();
        return Columns.Where(names.Contains).ToDictionary(c => c, c => names.IndexOf(c));
    }

    internal virtual int CountColumns(IReadOnlyList<string> folded) => Columns.Count(folded.Contains);

    /// <summary>Whether a row that has none of the kinds' columns by name may be a header of this kind.</summary>
    /// <param name="folded">The header's names, folded.</param>
    internal virtual bool HasOtherNames(IReadOnlyList<string> folded) => false;

    /// <summary>How much a row is like a header of this kind; above <see cref="Header.Complete"/> where nothing is missing.</summary>
    /// <param name="cells">As written.</param>
    /// <param name="folded">The same, folded.</param>
    internal virtual int CompareHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded)
    {
        var names = Respell(folded);
        return CountColumns(names) + (HasAllColumns(names) ? Header.Complete : 0);
    }

    /// <summary>Recognises a header of a kind that its columns' names do not tell.</summary>
    internal virtual Header? RecogniseHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue) => null;

    /// <summary>Which column of a table has a part of a figure, as the file writes the column's name.</summary>
    /// <param name="part">numerator, denominator, value or month.</param>
    /// <param name="measure">The figure.</param>
    /// <param name="catalogue">That the table was read against.</param>
    /// <returns>Null: none has it.</returns>
    internal virtual string? ColumnOf(Header header, string part, Measure measure, Catalogue catalogue) => header.NameOf(part)
        ?? header.Spread.Where(column => column.Month == measure.Month || column.Scorecard?.Id == measure.Scorecard)
            .Select(column => column.Column.Name).FirstOrDefault();

    /// <summary>Whether a text is as good as a blank: of records NULL, as databases write it.</summary>
    internal virtual bool IsBlank(ReadOnlySpan<char> cell) => HoldsRecords && cell.Equals("NULL", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a header that has all required columns; null = nothing.</summary>
    internal virtual string? FindProblem(IReadOnlyList<string> folded) => null;
}
