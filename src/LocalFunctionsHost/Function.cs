using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalFunctionsHost;

/// <summary>One method with [Function]: its trigger, how its parameters are filled, how it is run.</summary>
sealed class Function
{
    readonly MethodInfo method;
    readonly Func<Invocation, object?>[] arguments;
    readonly PropertyInfo? taskResult;

    Function(string name, MethodInfo method, IConfiguration settings)
    {
        Name = name;
        this.method = method;
        taskResult = method.ReturnType.IsAssignableTo(typeof(Task))
            ? method.ReturnType.GetProperty("Result")
            : throw Unsupported($"the return type {method.ReturnType.Name}");
        var triggered = method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        if (triggered is not [var only])
        {
            throw new InvalidOperationException($"Function {Name}: exactly one parameter carries a trigger, not {triggered.Count}.");
        }

        Trigger = only.GetCustomAttribute<TriggerBindingAttribute>()!;
        TriggerType = only.ParameterType;
        const string? storage = FunctionListeners.StorageSetting;
        (Source, Connection) = Trigger switch
        {
            BlobTriggerAttribute { Source: BlobTriggerSource.EventGrid } blob =>
                (Resolve(blob.BlobPath, settings) ?? throw Unset(blob.BlobPath), blob.Connection ?? storage),
            QueueTriggerAttribute queue => (Resolve(queue.QueueName, settings) ?? throw Unset(queue.QueueName), queue.Connection ?? storage),
            TimerTriggerAttribute { RunOnStartup: false, UseMonitor: true } timer => (CheckSchedule(Resolve(timer.Schedule, settings)), storage),
            HttpTriggerAttribute http => (http.Route ?? Name, null),
            _ => throw Unsupported($"what its {Trigger.GetType().Name} says"),
        };
        if (Connection is not null && !StorageAccount.IsSet(settings, Connection))
        {
            throw Unset($"%{Connection}%");
        }

        string[] values = Trigger switch
        {
            BlobTriggerAttribute => [.. BlobPath.Parse(Source!).Names],
            HttpTriggerAttribute => [.. RoutePatternFactory.Parse(Source!).Parameters.Select(parameter => parameter.Name)],
            _ => [],
        };
        arguments = [.. method.GetParameters().Select(parameter => parameter == only ? BindTrigger(only) : Bind(parameter, values))];
    }

    /// <summary>What one run gets. Values are the parts of the blob's path or of the route.</summary>
    sealed record Invocation(object Trigger, Func<string, string?> Value, CancellationToken CancellationToken);

    public string Name { get; }

    public TriggerBindingAttribute Trigger { get; }

    /// <summary>
    /// Blob path, queue name, schedule or route, with %settings% replaced; null for a timer whose setting is unset, which is disabled.
    /// </summary>
    public string? Source { get; }

    /// <summary>The setting, or the section of settings, that says which storage the trigger needs; null for HTTP.</summary>
    public string? Connection { get; }

    /// <summary>The type of the parameter that carries the trigger.</summary>
    public Type TriggerType { get; }

    /// <summary>By name.</summary>
    /// <exception cref="InvalidOperationException">One needs what this host or its settings do not have, or shares its name.</exception>
    public static IReadOnlyList<Function> FindIn(Assembly assembly, IConfiguration settings)
    {
        var functions = (
            from type in assembly.GetExportedTypes()
            where !type.IsAbstract
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            orderby function.Name
            select new Function(function.Name, method, settings)).ToList();
        var names = functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase);
        return names.FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new InvalidOperationException($"Two functions are called {twice.Key}.")
            : functions;
    }

    /// <summary>Runs the function on an instance of its own and gives what it returned, awaited.</summary>
    /// <param name="services">The scope of this run.</param>
    public async Task<object?> RunAsync(IServiceProvider services, object trigger, Func<string, string?> value, CancellationToken ct)
    {
        var invocation = new Invocation(trigger, value, ct);
        var instance = ActivatorUtilities.CreateInstance(services, method.DeclaringType!);
        var values = arguments.Select(argument => argument(invocation)).ToArray();
        var task = (Task)method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, values, null)!;
        await task;
        return taskResult?.GetValue(task);
    }

    Func<Invocation, object?> BindTrigger(ParameterInfo parameter)
    {
        var fits = Trigger switch
        {
            BlobTriggerAttribute => parameter.ParameterType == typeof(BlobClient),
            QueueTriggerAttribute => parameter.ParameterType.IsClass && parameter.ParameterType != typeof(string),
            TimerTriggerAttribute => parameter.ParameterType == typeof(TimerInfo),
            _ => parameter.ParameterType == typeof(HttpRequest),
        };
        return fits ? invocation => invocation.Trigger : throw CannotBind(parameter);
    }

    Func<Invocation, object?> Bind(ParameterInfo parameter, string[] values)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return invocation => invocation.CancellationToken;
        }

        var name = values.FirstOrDefault(value => value.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
        return name is not null && parameter.ParameterType == typeof(string) ? invocation => invocation.Value(name) : throw CannotBind(parameter);
    }

    static string? Resolve(string text, IConfiguration settings)
    {
        var pieces = text.Split('%');
        for (var name = 1; name < pieces.Length; name += 2)
        {
            if (settings[pieces[name]] is not { Length: > 0 } value)
            {
                return null;
            }

            pieces[name] = value;
        }

        return string.Concat(pieces);
    }

    string? CheckSchedule(string? schedule) =>
        schedule is null || TimerListener.Parse(schedule) is not null
            ? schedule
            : throw new InvalidOperationException($"Function {Name}: {schedule} is no schedule of six NCrontab fields, second first.");

    InvalidOperationException Unset(string text) => new($"Function {Name}: a setting of {text} is not set.");

    InvalidOperationException CannotBind(ParameterInfo parameter) =>
        Unsupported($"the parameter {parameter.ParameterType.Name} {parameter.Name} of a {Trigger.GetType().Name}");

    InvalidOperationException Unsupported(string what) => new($"Function {Name}: this host does not have {what}.");
}
