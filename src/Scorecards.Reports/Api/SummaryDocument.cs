using System.ComponentModel;

namespace Scorecards.Reports;

public sealed record SummaryDocument(
    int Green,
    int Amber,
    int Red,
    [property: Description("Without a rating: no value, no target, or no judgement.")] int Unrated,
    int Improved,
    int Same,
    int Worse,
    [property: Description("The sentence for leadership.")] string Text,
    [property: Description("How many of the indicators in these counts are withheld.")] int Withheld);
