using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost;

/// <summary>Where Program.cs starts. As in Microsoft.Azure.Functions.Worker.Builder.</summary>
public static class FunctionsApplication
{
    /// <param name="args">The options of this host, see --help; an unknown one ends the process with exit code 2.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(CommandLine.Parse(args));
}

/// <summary>
/// Settings come from local.settings.json, with --samples from local.settings.samples.json above it, and from the environment above both.
/// </summary>
public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    readonly CommandLine options;
    readonly WebApplicationBuilder builder;

    internal FunctionsApplicationBuilder(CommandLine options)
    {
        this.options = options;
        builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Configuration.AddInMemoryCollection(LocalFiles.ReadSettings("local.settings.json"));
        if (options.Samples)
        {
            Configuration.AddInMemoryCollection(LocalFiles.ReadSettings("local.settings.samples.json"));
        }

        Configuration.AddEnvironmentVariables();

        Logging.AddSimpleConsole(console => console.SingleLine = true);
        Logging.AddFilter("Azure", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        Services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        Services.AddSingleton(options.CreateClock(Configuration["Clock"]));
        Services.AddSingleton(options);
        Services.AddSingleton<FunctionRunner>();

        // Before what the app adds: its services may need the storage when they start.
        Services.AddHostedService<StorageEmulator>();
        Services.AddHostedService<FunctionListeners>();
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => builder.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => builder.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => builder.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => builder.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => builder.Services;

    IDictionary<object, object> IHostApplicationBuilder.Properties => ((IHostApplicationBuilder)builder).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure) =>
        ((IHostApplicationBuilder)builder).ConfigureContainer(factory, configure);

    /// <summary>Finds the functions of the entry assembly and makes them ready to run.</summary>
    /// <exception cref="InvalidOperationException">A function cannot be bound, or a setting it needs is not set.</exception>
    public IHost Build()
    {
        var functions = Function.FindIn(Assembly.GetEntryAssembly()!, Configuration);
        Services.AddSingleton(functions);
        if (functions.Any(function => function.ReturnsActionResult))
        {
            Services.AddMvcCore();
        }

        var app = builder.Build();
        new HttpEndpoints(app, app.Services.GetRequiredService<FunctionRunner>(), RequiredKeys()).Map(functions, LocalFiles.ReadRoutePrefix());
        return app;
    }

    RequiredKeys? RequiredKeys()
    {
        return options.RequireKeys ? new(Key("Key", "Function key"), Key("MasterKey", "Master key")) : null;

        string Key(string setting, string title)
        {
            if (Configuration[$"LocalFunctionsHost:{setting}"] is { Length: > 0 } key)
            {
                return key;
            }

            key = RandomNumberGenerator.GetHexString(40, lowercase: true);
            Console.WriteLine($"{title} for this run: {key}");
            return key;
        }
    }
}

/// <summary>As in Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Nothing more to do here: this host always serves HTTP functions by ASP.NET Core.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
