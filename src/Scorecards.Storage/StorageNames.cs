namespace Scorecards.Storage;

/// <summary>The names of containers, queue and tables: what the triggers, the Bicep files and people rely on.</summary>
public static class StorageNames
{
    /// <summary>The inbox: people only ever write here.</summary>
    public const string Extracts = "extracts";

    /// <summary>One receipt an upload, under its path with <c>.json</c>, <c>.html</c> and <c>.rejected.csv</c> behind it.</summary>
    public const string Receipts = "receipts";

    /// <summary>The bytes as received, by SHA-256.</summary>
    public const string Archive = "archive";

    /// <summary>Accepted record-level data, never served.</summary>
    public const string Facts = "facts";

    /// <summary>Drill-through lists, never anonymous.</summary>
    public const string Lists = "lists";

    /// <summary>Mail, where no server is set.</summary>
    public const string Outbox = "outbox";

    public const string Calculations = "calculations";

    /// <summary>Copies of the journal's entries, and exports of what cannot be made again.</summary>
    public const string Backups = "backups";

    public const string JournalTable = "Journal";
    public const string UploadsTable = "Uploads";
    public const string MeasuresTable = "Measures";
    public const string CatalogueTable = "Catalogue";
    public const string ResultsTable = "Results";
    public const string DeliveriesTable = "Deliveries";

    public static IReadOnlyList<string> Containers { get; } = [Extracts, Receipts, Archive, Facts, Lists, Outbox, Backups];

    public static IReadOnlyList<string> Queues { get; } = [Calculations];

    /// <summary>Where messages go that failed five times; made by the host, and in Azure beforehand.</summary>
    public static IReadOnlyList<string> PoisonQueues { get; } = [$"{Calculations}-poison", "webjobs-blobtrigger-poison"];

    public static IReadOnlyList<string> Tables { get; } = [JournalTable, UploadsTable, MeasuresTable, CatalogueTable, ResultsTable, DeliveriesTable];
}
