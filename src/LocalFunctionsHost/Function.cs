using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
        taskResult = method.ReturnType.IsAssignableTo(typeof(Task)) ? method.ReturnType.GetProperty("Result") : null;
        if (method.ReturnType.Name.StartsWith("ValueTask`", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Function {Name}: return Task<T> in place of ValueTask<T>.");
        }

        var triggered = method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        if (triggered is not [var only])
        {
            throw new InvalidOperationException($"Function {Name}: exactly one parameter carries a trigger, not {triggered.Count}.");
        }

        Trigger = only.GetCustomAttribute<TriggerBindingAttribute>()!;
        TriggerType = only.ParameterType;
        Source = Trigger switch
        {
            BlobTriggerAttribute blob => Resolve(blob.BlobPath, settings) ?? throw Unset(blob.BlobPath),
            QueueTriggerAttribute queue => Resolve(queue.QueueName, settings) ?? throw Unset(queue.QueueName),
            TimerTriggerAttribute timer => CheckSchedule(Resolve(timer.Schedule, settings)),
            HttpTriggerAttribute http => http.Route ?? Name,
            _ => null,
        };
        Connection = Trigger switch
        {
            BlobTriggerAttribute blob => blob.Connection ?? FunctionListeners.StorageSetting,
            QueueTriggerAttribute queue => queue.Connection ?? FunctionListeners.StorageSetting,
            TimerTriggerAttribute => FunctionListeners.StorageSetting,
            _ => null,
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

    /// <summary>What one run is given. Values are the parts of the blob's path or of the route.</summary>
    public sealed record Invocation(object Trigger, Func<string, string?> Value, FunctionContext Context);

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

    /// <summary>Whether what the function says it returns needs the MVC services.</summary>
    public bool ReturnsActionResult
    {
        get
        {
            var type = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType;
            return Trigger is HttpTriggerAttribute && type != typeof(Task) && !type.IsAssignableTo(typeof(IResult)) && IsActionResult(type);
        }
    }

    /// <exception cref="InvalidOperationException">A function cannot be bound, names a setting that is unset, or shares its name.</exception>
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
        var invocation = new Invocation(trigger, value, new RunContext(Name, services, ct));
        var instance = ActivatorUtilities.CreateInstance(services, method.DeclaringType!);
        var result = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [.. arguments.Select(argument => argument(invocation))], null);
        switch (result)
        {
            case Task task:
                await task;
                return taskResult?.GetValue(task);
            case ValueTask task:
                await task;
                return null;
            default:
                return result;
        }
    }

    Func<Invocation, object?> BindTrigger(ParameterInfo parameter)
    {
        var fits = Trigger switch
        {
            BlobTriggerAttribute => parameter.ParameterType == typeof(BlobClient) || parameter.ParameterType == typeof(Stream),
            QueueTriggerAttribute => parameter.ParameterType == typeof(string) || parameter.ParameterType.IsClass,
            TimerTriggerAttribute => parameter.ParameterType == typeof(TimerInfo),
            HttpTriggerAttribute => parameter.ParameterType == typeof(HttpRequest),
            _ => false,
        };
        return fits ? invocation => invocation.Trigger : throw CannotBind(parameter);
    }

    Func<Invocation, object?> Bind(ParameterInfo parameter, string[] values)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return invocation => invocation.Context;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return invocation => invocation.Context.CancellationToken;
        }

        var name = values.FirstOrDefault(value => value.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)) ?? throw CannotBind(parameter);
        if (parameter.ParameterType == typeof(string))
        {
            return invocation => invocation.Value(name);
        }

        return parameter.ParameterType == typeof(int) && Trigger is HttpTriggerAttribute
            ? invocation => int.Parse(invocation.Value(name) ?? "0", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : throw CannotBind(parameter);
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
        new($"Function {Name}: the parameter {parameter.ParameterType.Name} {parameter.Name} cannot be bound by {Trigger.GetType().Name}.");

    // On its own, so that the MVC assembly is loaded only for functions that do not return an IResult.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool IsActionResult(Type type) => type.IsAssignableTo(typeof(IActionResult));

    sealed class RunContext(string functionId, IServiceProvider services, CancellationToken ct) : FunctionContext
    {
        public override string InvocationId { get; } = Guid.NewGuid().ToString();

        public override string FunctionId => functionId;

        public override IServiceProvider InstanceServices { get; set; } = services;

        public override CancellationToken CancellationToken => ct;
    }
}
