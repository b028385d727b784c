using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>How ratings and travel are written for people: always a word with a shape, so that nothing depends on colour alone.</summary>
public static class Marks
{
    public static string Of(Rating? rating) => rating switch
    {
        Rating.Green => "● Green",
        Rating.Amber => "▲ Amber",
        Rating.Red => "■ Red",
        _ => "– Not rated",
    };

    public static string Of(Travel? travel) => travel switch
    {
        Travel.Improved => "↑ Improved",
        Travel.Same => "→ Same",
        Travel.Worse => "↓ Worse",
        _ => "–",
    };

    public static string Of(Polarity polarity) => polarity switch
    {
        Polarity.H => "High is good",
        Polarity.L => "Low is good",
        Polarity.T => "Close to target is good",
        _ => "No judgement",
    };

    public static string Class(Rating? rating) => rating switch
    {
        Rating.Green => "green",
        Rating.Amber => "amber",
        Rating.Red => "red",
        _ => "unrated",
    };

    /// <summary>The path of a scorecard's page.</summary>
    public static string Path(string scorecard, Month month) => $"/scorecards/{Uri.EscapeDataString(scorecard)}/{month}";
}
