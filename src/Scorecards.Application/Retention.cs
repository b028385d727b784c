using System.ComponentModel.DataAnnotations;

namespace Scorecards.Application;

/// <summary>The section <c>Retention</c>: how long copies are kept that nobody needs in day-to-day work.</summary>
public sealed record Retention
{
    /// <summary>Days for which exports of what the months said are kept; the newest always is.</summary>
    [Range(1, int.MaxValue)]
    public int ExportDays { get; init; } = 35;

    /// <summary>Days for which tables of records are kept once they have not counted any more; null = always.</summary>
    [Range(1, int.MaxValue)]
    public int? RecordDays { get; init; }

    /// <summary>
    /// Days for which the storage account keeps deleted blobs or old versions of them, whichever is longer; null = the administrator has not said.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int? DeletedDays { get; init; }
}
