namespace LocalFunctionsHost;

/// <summary>How far the delivery of one content version is.</summary>
sealed class BlobReceipt
{
    /// <summary>Tries begun, the one that is running included.</summary>
    public int Tries { get; set; }

    /// <summary>Whether the version needs no further try: it succeeded, is poisoned or is gone.</summary>
    public bool IsDone { get; set; }

    /// <summary>Whether this process is delivering it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The listing that saw it last.</summary>
    public int Round { get; set; }
}
