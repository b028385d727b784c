using System.ComponentModel;

namespace Scorecards.Reports;

public sealed record SummaryDocument(
    int Green,
    int Amber,
    int Red,
    [property: Description("Without a rating: no value, no target, no judgement, or suppressed.")] int Unrated,
    int Improved,
    int Same,
    int Worse,
    [property: Description("The sentence for leadership, of what is shown.")] string Text);
