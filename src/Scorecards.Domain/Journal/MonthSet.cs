using System.Collections;
using System.Text;

namespace Scorecards.Domain;

/// <summary>Months of scorecards. Written as <c>ashford:2012-04..2012-06,2012-09;dover:2012-05</c>, ids URL-escaped.</summary>
public sealed class MonthSet : IEnumerable<ScorecardMonth>
{
    /// <summary>No months.</summary>
    public static readonly MonthSet Empty = new([]);

    readonly Dictionary<ScorecardId, HashSet<Month>> months = [];

    /// <summary>A set of the months, each once.</summary>
    public MonthSet(IEnumerable<ScorecardMonth> months)
    {
        foreach (var (scorecard, month) in months)
        {
            if (!this.months.TryGetValue(scorecard, out var known))
            {
                this.months.Add(scorecard, known = []);
            }

            Count += known.Add(month) ? 1 : 0;
        }
    }

    /// <summary>The number of scorecard months.</summary>
    public int Count { get; }

    /// <summary>The ids of the scorecards, in no order.</summary>
    public IEnumerable<ScorecardId> Scorecards => months.Keys;

    /// <summary>Whether the set has a scorecard's month.</summary>
    public bool Contains(ScorecardId scorecard, Month month) => months.TryGetValue(scorecard, out var known) && known.Contains(month);

    public static MonthSet operator +(MonthSet one, MonthSet other) => one.Count == 0 ? other : other.Count == 0 ? one : new(one.Concat(other));

    /// <summary>The months, ordered by scorecard and month.</summary>
    public IEnumerator<ScorecardMonth> GetEnumerator() => months.OrderBy(m => m.Key)
        .SelectMany(m => m.Value.Order().Select(month => new ScorecardMonth(m.Key, month))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (scorecard, known) in months.OrderBy(m => m.Key))
        {
            text.Append(text.Length == 0 ? "" : ";").Append(Uri.EscapeDataString(scorecard.Value));
            var separator = ':';
            foreach (var (first, last) in Ranges(known))
            {
                text.Append(separator).Append(first).Append(first == last ? "" : $"..{last}");
                separator = ',';
            }
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">Not as <see cref="ToString"/> writes it.</exception>
    public static MonthSet Parse(string text) => text == "" ? Empty : new(text.Split(';').SelectMany(part =>
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var scorecard = Uri.UnescapeDataString(colon < 0 ? throw new FormatException($"'{part}' names no months.") : part[..colon]);
        return part[(colon + 1)..].Split(',').SelectMany(range => Between(range.Split("..")).Select(month => new ScorecardMonth(scorecard, month)));
    }));

    static IEnumerable<Month> Between(string[] ends) => Domain.Month.Parse(ends[0]).To(Domain.Month.Parse(ends[^1]));

    // Where months follow each other, a month moved back by its place in the order stays the same.
    static IEnumerable<(Month First, Month Last)> Ranges(HashSet<Month> known) =>
        known.Order().Index().GroupBy(m => m.Item.PlusMonths(-m.Index)).Select(range => (range.First().Item, range.Last().Item));
}
