using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Routing;

namespace LocalFunctionsHost;

/// <summary>
/// Serves the HTTP functions as the official host does: 404 for an unknown path and for a wrong verb, 401 without the key,
/// 500 for an unhandled exception, all with an empty body; 200 with an empty body for what returns no IResult.
/// </summary>
sealed partial class HttpEndpoints(
    IReadOnlyList<Function> functions,
    FunctionRunner runner,
    CommandLine options,
    IConfiguration settings,
    IHostApplicationLifetime lifetime,
    ILogger<HttpEndpoints> logger)
{
    /// <summary>Opens what has the level Function; null: no keys are demanded.</summary>
    readonly string? functionKey = options.RequireKeys ? Key(settings, "Key", "Function key") : null;

    /// <summary>Opens everything.</summary>
    readonly string? masterKey = options.RequireKeys ? Key(settings, "MasterKey", "Master key") : null;

    /// <summary>The address of a function below the host's, e.g. "api/odata/{*path}".</summary>
    public static string RouteOf(Function function, string prefix) => $"{prefix}/{function.Source}".TrimStart('/');

    /// <exception cref="InvalidOperationException">A route starts with a slash.</exception>
    public void Map(WebApplication app)
    {
        var prefix = LocalFiles.ReadRoutePrefix();
        app.UseRouting();

        // Routing answers a wrong verb by an endpoint of its own, a 405.
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<Function>() is null)
            {
                context.SetEndpoint(null);
            }

            return next(context);
        });

        foreach (var function in functions)
        {
            if (function.Trigger is HttpTriggerAttribute trigger)
            {
                if (trigger.Route?.StartsWith('/') == true)
                {
                    throw new InvalidOperationException(
                        $"Function {function.Name}: a route with a leading slash stops every HTTP function on Azure; {{root:regex(^$)?}} serves /.");
                }

                RequestDelegate serve = context => ServeAsync(context, function, trigger);
                var endpoint = app.Map(RouteOf(function, prefix), serve).WithMetadata(function);
                if (trigger.Methods is { Length: > 0 } methods)
                {
                    endpoint.WithMetadata(new HttpMethodMetadata(methods));
                }
            }
        }
    }

    async Task ServeAsync(HttpContext context, Function function, HttpTriggerAttribute trigger)
    {
        if (options.RequireKeys && !HasKey(context.Request, trigger.AuthLevel))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await RunAsync(context, function);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogCallerGone(function.Name);
        }
        catch (Exception exception)
        {
            LogFailed(exception, function.Name, context.Request.Method, context.Request.Path);
            Fail(context);
        }
        finally
        {
            // A reading request sends no message, and there may be thousands of them.
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                runner.SignalFinish();
            }
        }
    }

    async Task RunAsync(HttpContext context, Function function)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var values = context.Request.RouteValues;
        var result = await function.RunAsync(context.RequestServices, context.Request, name => values[name]?.ToString(), cancellation.Token);
        if (result is IResult answer)
        {
            await answer.ExecuteAsync(context);
        }
    }

    static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    // The master key opens every door; a function key those of its own level only.
    bool HasKey(HttpRequest request, AuthorizationLevel level)
    {
        var key = request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"];
        return level == AuthorizationLevel.Anonymous || Is(masterKey!) || (level == AuthorizationLevel.Function && Is(functionKey!));

        bool Is(string required) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key.ToString()), Encoding.UTF8.GetBytes(required));
    }

    static string Key(IConfiguration settings, string setting, string title)
    {
        if (settings[$"LocalFunctionsHost:{setting}"] is { Length: > 0 } set)
        {
            return set;
        }

        var key = RandomNumberGenerator.GetHexString(40, lowercase: true);
        Console.WriteLine($"{title} for this run: {key}");
        return key;
    }

    [LoggerMessage(LogLevel.Error, "Function failed. Function: {Function}, request: {Method} {Path}.")]
    partial void LogFailed(Exception exception, string function, string method, string path);

    [LoggerMessage(LogLevel.Debug, "Caller was gone before the answer. Function: {Function}.")]
    partial void LogCallerGone(string function);
}
