namespace LocalFunctionsHost;

/// <summary>Makes a public method of a public class a function. As in Microsoft.Azure.Functions.Worker.</summary>
/// <param name="name">Unique in the app; receipts, timer statuses and logs carry it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>What every trigger derives from. Exactly one parameter of a function carries one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : Attribute
{
    private protected TriggerBindingAttribute()
    {
    }
}

/// <summary>Runs the function for every content version of a blob, at least once. Binds to <c>BlobClient</c> or <c>Stream</c>.</summary>
/// <param name="blobPath">Container and name pattern, "extracts/{name}": {name} spans slashes and fills the string parameter of that name.</param>
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    public string BlobPath { get; } = blobPath;

    /// <summary>How Azure notices a blob. Here both mean listing the container.</summary>
    public BlobTriggerSource Source { get; set; }

    /// <summary>The setting that holds the connection string; AzureWebJobsStorage when it is not given.</summary>
    public string? Connection { get; set; }
}

/// <summary>How Azure notices a blob.</summary>
public enum BlobTriggerSource
{
    LogsAndContainerScan = 0,
    EventGrid = 1,
}

/// <summary>Runs the function for every message of a queue. Binds to a record (from JSON, names case-insensitive) or to <c>string</c>.</summary>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    public string QueueName { get; } = queueName;

    /// <inheritdoc cref="BlobTriggerAttribute.Connection"/>
    public string? Connection { get; set; }
}

/// <summary>Runs the function on a schedule, in UTC. Binds to <see cref="TimerInfo"/>.</summary>
/// <param name="schedule">Six NCrontab fields (second first), or a %Setting% that holds them; disabled while the setting is unset.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    public bool RunOnStartup { get; set; }

    /// <summary>Whether the status is stored, so that a missed occurrence is run once when the host comes back.</summary>
    public bool UseMonitor { get; set; } = true;
}

/// <summary>Runs the function for HTTP requests. Binds to <c>HttpRequest</c>; route values fill string or int parameters.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    public AuthorizationLevel AuthLevel { get; }

    /// <summary>The verbs that reach the function; every verb when none is given.</summary>
    public string[]? Methods { get; }

    /// <summary>Route template without a leading slash, below host.json's routePrefix; the function's name when it is not given.</summary>
    public string? Route { get; set; }
}

/// <summary>The key a caller has to show.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}

/// <summary>Why a timer function is running.</summary>
public class TimerInfo
{
    /// <summary>The stored status before this run; null before the first one and without a monitor.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this occurrence was missed and is made up for.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The stored status of a timer, in UTC.</summary>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}

/// <summary>One run of a function. The members that both hosts give.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to the run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Unique to the function and the same in each of its runs.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The services of the run's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>Fires when the host stops and, for HTTP, when the caller is gone.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
