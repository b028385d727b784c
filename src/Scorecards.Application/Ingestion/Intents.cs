using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Application.Ingestion;

/// <summary>What entries of the journal answer: no intent is decided twice.</summary>
public static class Intents
{
    public static string Upload(string path, int arrival) => string.Create(CultureInfo.InvariantCulture, $"upload:{arrival}:{path}");

    /// <summary>An arrival of which rows were refused is read again, since an entry has brought catalogue rows that they may have wanted.</summary>
    public static string Wanted(long arrived, long bringing) => string.Create(CultureInfo.InvariantCulture, $"wanted:{arrived}:{bringing}");

    /// <summary>A row of an accepted file asks for an upload to be withdrawn.</summary>
    public static string Withdrawal(long asking, long place) => string.Create(CultureInfo.InvariantCulture, $"withdraw:{asking}:{place}");

    /// <returns>Whether an intent is of a row of that file, whatever upload the row was taken for.</returns>
    public static bool IsWithdrawalAsked(string? intent, long asking) =>
        intent?.StartsWith(string.Create(CultureInfo.InvariantCulture, $"withdraw:{asking}:"), StringComparison.Ordinal) == true;

    /// <summary>An operation that somebody asked for: each asking is its own.</summary>
    public static string Operation(string name, string attempt) => $"{name}:{attempt}";

    /// <summary>The entry of an operation of its own.</summary>
    public static JournalEntry Entry(EntryKind kind, string name, string attempt) =>
        new() { Kind = kind, Intent = Operation(name, attempt), Attempt = attempt };
}
