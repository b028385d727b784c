using Scorecards.Domain;

namespace Scorecards.Application.Calculation;

/// <summary>Months as of any number up to one, from rows that were read once.</summary>
/// <param name="statementsOf">What every attempt states of a month and of the one before it.</param>
/// <param name="editions">Those on record, by month; a month that is not there has none.</param>
/// <param name="today">The journal with which they were read.</param>
public sealed class MonthFolds(
    Func<JournalPrefix, CatalogueState> catalogue,
    Func<ScorecardMonth, IReadOnlyList<MonthStatement>> statementsOf,
    IReadOnlyDictionary<ScorecardMonth, IReadOnlyDictionary<long, MonthState>> editions,
    JournalPrefix today)
{
    internal static readonly IReadOnlyDictionary<long, MonthState> NoEditions = new Dictionary<long, MonthState>();

    /// <summary>A month as of a prefix, whatever is stored.</summary>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    /// <exception cref="GoneException">It counts no more.</exception>
    public MonthState At(ScorecardMonth month, JournalPrefix prefix)
    {
        var folded = Open(month, prefix).Fold(month, MonthState.Unknown, editions.GetValueOrDefault(month) ?? NoEditions, today);
        return folded.State ?? throw (prefix.Index.Whole.RankOf(folded.MissingEntry) is null
            ? new GoneException(folded.MissingEntry)
            : new RowsMissingException(folded.MissingEntry));
    }

    /// <summary>A month with all of its rows, as of numbers up to a prefix's.</summary>
    public MonthFold Open(ScorecardMonth month, JournalPrefix prefix) => new(prefix, catalogue, statementsOf(month));
}
