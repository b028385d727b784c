using Scorecards.Domain;

namespace Scorecards.Application.Calculation;

/// <summary>Months as of any number up to one, from rows that were read once.</summary>
/// <param name="catalogue">The catalogue as of a prefix.</param>
/// <param name="statementsOf">What every attempt states of a month and of the one before it.</param>
/// <param name="editions">Those on record, by month; a month that is not there has none.</param>
public sealed class MonthFolds(
    Func<JournalPrefix, CatalogueState> catalogue,
    Func<ScorecardMonth, IReadOnlyList<MonthStatement>> statementsOf,
    IReadOnlyDictionary<ScorecardMonth, IReadOnlyDictionary<long, MonthState>> editions)
{
    static readonly Dictionary<long, MonthState> None = [];

    /// <summary>A month as of a prefix, whatever is stored.</summary>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    /// <exception cref="GoneException">It counts no more.</exception>
    public MonthState At(ScorecardMonth month, JournalPrefix prefix)
    {
        var folded = Open(month, prefix).Fold(month, MonthState.Unknown, editions.GetValueOrDefault(month) ?? None);
        return folded.State ?? throw (prefix.Index.Whole.RankOf(folded.MissingEntry) is null
            ? new GoneException(folded.MissingEntry)
            : new RowsMissingException(folded.MissingEntry));
    }

    /// <summary>The values of an upload that do not count (<see cref="MonthFold.FindOverruled"/>).</summary>
    /// <param name="number">Of the upload's entry.</param>
    public IReadOnlyList<OverruledValue> FindOverruled(ScorecardMonth month, JournalPrefix prefix, long number) =>
        Open(month, prefix).FindOverruled(month, number);

    /// <summary>The uploaded figures that a count is the first to overrule (<see cref="MonthFold.FindReplaced"/>).</summary>
    /// <param name="number">Of the count's entry.</param>
    public IReadOnlyList<OverruledValue> FindReplaced(ScorecardMonth month, JournalPrefix prefix, long number) =>
        Open(month, prefix).FindReplaced(month, number);

    MonthFold Open(ScorecardMonth month, JournalPrefix prefix) => new(prefix, catalogue, statementsOf(month));
}
