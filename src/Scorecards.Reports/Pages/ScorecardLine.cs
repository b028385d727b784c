using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A scorecard in the list of the start page.</summary>
/// <param name="Scorecard">As the catalogue holds it.</param>
/// <param name="Latest">Of the latest month; null while there are no results.</param>
/// <param name="Months">The latest first.</param>
public sealed record ScorecardLine(Scorecard Scorecard, Summary? Latest, IReadOnlyList<Month> Months)
{
    /// <summary>Of the latest month: 0 until it was issued; null while there are no results.</summary>
    public int? Edition { get; init; }

    /// <summary>Whether its last day is over.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Its name; of one that has ended, with its last day.</summary>
    public string Label => HasEnded
        ? $"{Scorecard.Name}, until {Scorecard.ActiveTo?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}"
        : Scorecard.Name;

    /// <summary>How many went which way in the latest month; where none could be compared, why.</summary>
    public string TravelText => Latest switch
    {
        null => "",
        { Improved: 0, Same: 0, Worse: 0 } => HasEarlier ? RatingLabels.NoDirection : RatingLabels.NoFiguresBefore,
        { } s => $"↑ {s.Improved} improved, → {s.Same} same, ↓ {s.Worse} worse",
    };

    bool HasEarlier => Months.Count > 1 && Months[1] == Months[0].Previous();
}
