namespace Scorecards.Tests.Differential;

enum ValueKind
{
    Text,
    Number,
    Day,
    Moment,
    Flag,
}
