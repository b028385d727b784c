using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Application.Ingestion;

/// <summary>What a file says, read against the catalogue as of a number of the journal: a pure function of both.</summary>
public sealed record ReadExtract : IAsyncDisposable
{
    readonly string? onRecord;

    /// <summary>Why none of its rows may count; null = some may.</summary>
    public string? Problem { get; init; }

    /// <summary>The problem without any cell of the file: the journal keeps it when the file is erased.</summary>
    public string? ProblemOnRecord
    {
        get => onRecord ?? Problem;
        init => onRecord = value;
    }

    /// <summary>The faults of its rows. Empty where it looks as if it held children's records.</summary>
    public required RefusedRows Refused { get; init; }

    /// <summary>Of these, the values that turned out not to count after the file was read for the first time.</summary>
    public IReadOnlyList<Fault> Late { get; init; } = [];

    /// <summary>The warnings of rows that turned out after the file was read for the first time, with their sheets and columns.</summary>
    public IReadOnlyList<Fault> LateWarnings { get; init; } = [];

    /// <summary>
    /// The rows that say something, of which those with a fault turned out not to count; null = it was read to be committed, or not to its end.
    /// </summary>
    public RowSet? Given { get; init; }

    /// <summary>Of bytes that count already, and of which some rows are refused today: as they were read when they came to count.</summary>
    public ReadExtract? Before { get; init; }

    /// <summary>The first fault of a row that counts; null = there is none.</summary>
    public Fault? Lost { get; init; }

    /// <summary>The refused rows as they were uploaded, each with the reasons behind, as CSV; null = none was refused.</summary>
    public Stream? Copy { get; init; }

    /// <summary>The kinds of extract that it holds; null where it was refused before that was known.</summary>
    public string? Kind { get; init; }

    public RowCounts Rows { get; init; }

    public IReadOnlyList<TableReceipt> Tables { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Of rows of the catalogue: they count, and somebody should look at them.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>Warnings that are not among them, since there are too many of their kind.</summary>
    public long WarningsNotListed { get; init; }

    /// <summary>The uploads that its rows ask to be withdrawn.</summary>
    public IReadOnlyList<UploadWithdrawal> Withdrawals { get; init; } = [];

    /// <summary>The paths that its rows name to be withdrawn, refused rows too: which uploads they mean depends on what has been read.</summary>
    public IReadOnlyList<string> NamedPaths { get; init; } = [];

    /// <summary>Whether what it says depends on which uploads there are.</summary>
    public bool IsOfUploads { get; init; }

    public Touches Touches { get; init; } = Touches.Nothing;

    /// <summary>Rows of the catalogue that it holds.</summary>
    public int CatalogueRows { get; init; }

    /// <summary>The accepted rows of each record-level kind.</summary>
    public IReadOnlyDictionary<string, long> Records { get; init; } = new Dictionary<string, long>();

    /// <summary>The accepted rows of each part of a return.</summary>
    public IReadOnlyDictionary<string, long> Added { get; init; } = new Dictionary<string, long>();

    /// <summary>Columns that the returns may have and have not, each behind its part's name.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>The newest day in the returns.</summary>
    public DateOnly? NewestDay { get; init; }

    public IReadOnlyDictionary<ScorecardMonth, int> Parts { get; init; } = new Dictionary<ScorecardMonth, int>();

    /// <summary>The kinds of catalogue rows for want of which something was refused.</summary>
    public IReadOnlyList<string> Wants { get; init; } = [];

    public async ValueTask DisposeAsync()
    {
        await Refused.DisposeAsync();
        if (Copy is not null)
        {
            await Copy.DisposeAsync();
        }

        if (Before is not null)
        {
            await Before.DisposeAsync();
        }
    }
}
