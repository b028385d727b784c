namespace Scorecards.Tests.Recovery;

/// <summary>A column of a template.</summary>
/// <param name="Name">Its header.</param>
/// <param name="IsNeeded">Whether a file without it is refused: its header is bold.</param>
/// <param name="IsNumber">Else it is text, so that a spreadsheet changes no month, day or id that is typed.</param>
/// <param name="Allowed">What its cells choose from; empty = anything.</param>
sealed record TemplateColumn(string Name, bool IsNeeded, bool IsNumber, IReadOnlyList<string> Allowed);
