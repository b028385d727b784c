namespace Scorecards.Faults;

/// <summary>
/// A request of the app to the storage. Counted, and so faulted, is what the work makes (<see cref="IsWork"/>): not what the host asks all the time
/// whether there is work or not, and not what makes the account ready.
/// </summary>
sealed class StorageRequest
{
    const string HostsContainer = "azure-webjobs-hosts";
    const string Inbox = "extracts";

    readonly string path;
    readonly string query;

    public StorageRequest(StorageService service, HttpMessage message)
    {
        (Service, Message) = (service, message);
        var words = message.First.Split(' ');
        var (target, at) = (words[1], words[1].IndexOf('?', StringComparison.Ordinal));
        Method = words[0];
        path = Path(at < 0 ? target : target[..at]);
        query = at < 0 ? "" : Uri.UnescapeDataString(target[(at + 1)..]);
    }

    public StorageService Service { get; }

    public HttpMessage Message { get; }

    public string Method { get; }

    /// <summary>For people: without the account and the times and keys of a query.</summary>
    public string Words => $"{Method} {Service} {path}{(query.Contains("comp=", StringComparison.Ordinal) ? $" ({Option("comp")})" : "")}";

    /// <summary>Only a write, or a read on a condition, is ever told 409 or 412.</summary>
    public bool MayConflict => Method is not ("GET" or "HEAD") || Message.Header("If-Match") is not null;

    /// <summary>The timer function whose status this writes: what the local host does after each run and before it waits for the next.</summary>
    public string? Timer => Method == "PUT" && path.StartsWith($"{HostsContainer}/timers/", StringComparison.Ordinal) ? path.Split('/')[^2] : null;

    public bool IsInboxListing => Service == StorageService.Blobs && path == Inbox && Option("comp") == "list";

    /// <summary>
    /// Not: a look for messages and how many there are, a listing of the inbox (the host's every 30 ms, the sweep's) or of the host's receipts, the
    /// status of a timer, the making of and asking after a container, queue or table, and what /api/health asks.
    /// </summary>
    public bool IsWork => Service switch
    {
        StorageService.Queues => path.Contains('/', StringComparison.Ordinal)
            && !(Method == "GET" && path.EndsWith("/messages", StringComparison.Ordinal)),
        StorageService.Blobs => !path.StartsWith($"{HostsContainer}/timers/", StringComparison.Ordinal)
            && !(path is Inbox or HostsContainer && Option("comp") == "list")
            && !(Option("restype") == "container" && Option("comp") == ""),
        _ => !path.StartsWith("Tables", StringComparison.Ordinal) && !query.Contains("'health'", StringComparison.Ordinal),
    };

    public bool IsWriteTo(string table) =>
        Service == StorageService.Tables && Method != "GET" && path.StartsWith(table, StringComparison.Ordinal);

    public override string ToString() => Words;

    /// <summary>Without the account.</summary>
    static string Path(string path) =>
        Uri.UnescapeDataString(path.Length > 1 && path.IndexOf('/', 1) is var slash and > 0 ? path[(slash + 1)..] : "");

    string Option(string name) =>
        query.Split('&').Where(o => o.StartsWith(name + "=", StringComparison.Ordinal)).Select(o => o[(name.Length + 1)..]).FirstOrDefault("");
}
