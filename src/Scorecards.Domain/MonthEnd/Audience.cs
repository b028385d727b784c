namespace Scorecards.Domain;

/// <summary>Which mail a recipient gets. Both get the month-end mail, unless the data team does not want it.</summary>
public enum Audience
{
    /// <summary>Written <c>leadership</c>.</summary>
    Leadership,

    /// <summary>Written <c>data-team</c>. It is also told which figures are missing and which mail was not delivered.</summary>
    DataTeam,
}
