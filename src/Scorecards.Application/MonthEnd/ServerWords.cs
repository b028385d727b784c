using System.Text.RegularExpressions;

namespace Scorecards.Application.MonthEnd;

/// <summary>What a mail server said, as logs and pages show it.</summary>
static partial class ServerWords
{
    /// <summary>Without mail addresses: logs and pages name no recipient.</summary>
    public static string WithoutAddresses(string said) => Address().Replace(said, "(address)");

    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Address();
}
