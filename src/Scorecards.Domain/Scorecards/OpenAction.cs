namespace Scorecards.Domain;

/// <summary>
/// An action stays with its indicator from the month that names it until it is closed or the figure is no longer red. A month without a figure does
/// not say that it is no longer red.
/// </summary>
public static class OpenAction
{
    /// <summary>An action is looked for in the month shown and the 11 before it.</summary>
    public const int Months = 12;

    /// <param name="month">The month shown, in which the indicator is red.</param>
    /// <param name="own">What is said of the indicator in that month; null = nothing.</param>
    /// <param name="before">The months before, the latest first: the indicator's result, and its commentary there. Null = there is none.</param>
    /// <returns>What is said of the month itself, with the action that is still open. Null = there is neither.</returns>
    public static Commentary? Add(Month month, Commentary? own, IEnumerable<(Result? Result, Commentary? Said)> before)
    {
        List<Commentary> said =
        [
            .. before.TakeWhile(b => b.Result is not { Figure: not null, Rating: not Rating.Red }).Select(b => b.Said)
                .Prepend(own).OfType<Commentary>().TakeWhile(s => !s.IsClosed),
        ];
        var actions = said.FindAll(s => s.Action is not null);
        if (actions is not [var last, ..])
        {
            return own;
        }

        // Whoever copies last month's row names no new action.
        var since = actions.TakeWhile(a => string.Equals(a.Action, last.Action, StringComparison.OrdinalIgnoreCase)).Last().Month;
        var newest = said[..(said.IndexOf(last) + 1)];
        return since == month ? own : last with
        {
            Month = month,
            Comment = own?.Comment,
            Owner = newest.Select(s => s.Owner).FirstOrDefault(owner => owner is not null),
            Due = newest.Select(s => s.Due).FirstOrDefault(due => due is not null),
            Since = since,
        };
    }
}
