using System.ComponentModel.DataAnnotations;
using Scorecards.Domain;

namespace Scorecards.Application.Records;

/// <summary>The section <c>Records</c>: how figures are counted from records.</summary>
public sealed class RecordSettings
{
    /// <summary>What the database that counts may hold in memory, in megabytes.</summary>
    [Range(64, 65_536)]
    public int Megabytes { get; set; } = 400;

    /// <summary>
    /// Of which levels of team.csv scorecards are made, such as <c>county;district</c>: one with and one without UASC for each code. Blank = none.
    /// </summary>
    public string Scorecards { get; set; } = "";

    /// <summary>Those levels.</summary>
    public IReadOnlyCollection<Slice> MadeLevels() =>
        [.. Scorecards.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Slice.Find).OfType<Slice>()];

    /// <summary>
    /// Who may read the records behind a figure, by the SHA-256 of their function key in hexadecimal digits. None = nobody: the lists are off.
    /// </summary>
    public Dictionary<string, string> ListKeys { get; } = new(StringComparer.OrdinalIgnoreCase);
}
