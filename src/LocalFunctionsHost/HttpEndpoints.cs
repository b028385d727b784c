using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost;

/// <summary>The keys that this run demands.</summary>
/// <param name="Function">Opens what has the level Function.</param>
/// <param name="Master">Opens everything.</param>
sealed record RequiredKeys(string Function, string Master);

/// <summary>
/// Serves the HTTP functions as the official host does: 404 for an unknown path and for a wrong verb, 401 without the key,
/// 500 for an unhandled exception, all with an empty body.
/// </summary>
/// <param name="keys">Demanded where the level is not Anonymous; null to demand none.</param>
sealed partial class HttpEndpoints(WebApplication app, FunctionRunner runner, RequiredKeys? keys)
{
    readonly ILogger logger = app.Services.GetRequiredService<ILogger<HttpEndpoints>>();
    readonly CancellationToken stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>The address of a function below the host's, e.g. "api/odata/{*path}".</summary>
    public static string RouteOf(Function function, string prefix) =>
        $"{prefix}/{function.Source}".TrimStart('/');

    /// <exception cref="InvalidOperationException">A route starts with a slash.</exception>
    public void Map(IEnumerable<Function> functions, string prefix)
    {
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
        if (keys is not null && !HasKey(context.Request, trigger.AuthLevel, keys))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            var values = context.Request.RouteValues;
            var result = await function.RunAsync(context.RequestServices, context.Request, name => values[name]?.ToString(), cancellation.Token);
            if (result is IResult answer)
            {
                await answer.ExecuteAsync(context);
            }
            else if (result is not null)
            {
                await ExecuteActionResultAsync(context, result);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogCallerGone(function.Name);
        }
        catch (Exception exception)
        {
            LogFailed(exception, function.Name, context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
            {
                context.Abort();
            }
            else
            {
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
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

    // On its own, so that the MVC assembly is loaded only for a function that returns no IResult.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Task ExecuteActionResultAsync(HttpContext context, object result) =>
        result is IActionResult action
            ? action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()))
            : Task.CompletedTask;

    // The master key opens every door; a function key those of its own level only.
    static bool HasKey(HttpRequest request, AuthorizationLevel level, RequiredKeys keys)
    {
        var key = request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"];
        return level == AuthorizationLevel.Anonymous || Is(keys.Master) || (level == AuthorizationLevel.Function && Is(keys.Function));

        bool Is(string required) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key.ToString()), Encoding.UTF8.GetBytes(required));
    }

    [LoggerMessage(LogLevel.Error, "Function failed. Function: {Function}, request: {Method} {Path}.")]
    partial void LogFailed(Exception exception, string function, string method, string path);

    [LoggerMessage(LogLevel.Debug, "Caller was gone before the answer. Function: {Function}.")]
    partial void LogCallerGone(string function);
}
