using System.Net;
using System.Net.NetworkInformation;
using LocalFunctionsHost;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using ScorecardFunctions;
using Scorecards.Storage;

var options = CommandLine.Parse(args);
if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == options.Port))
{
    await Console.Error.WriteLineAsync($"Port {options.Port} is taken. Stop what listens there, or choose another port, as by --port 7072.");
    Environment.ExitCode = 1;
    return;
}

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddInMemoryCollection(LocalFiles.ReadSettings("local.settings.json"));
if (options.Samples)
{
    builder.Configuration.AddInMemoryCollection(LocalFiles.ReadSettings("local.settings.samples.json"));
}

// Links in mail lead to this app, whatever its port, unless an environment variable says where.
builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Mail:Site", (string?)$"http://localhost:{options.Port}")]);
builder.Configuration.AddEnvironmentVariables();
builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
builder.Services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
var clock = options.CreateClock(builder.Configuration["Clock"]);
builder.Services.AddSingleton(clock);
builder.Services.AddSingleton(options);
builder.Services.AddSingleton(Function.FindIn(typeof(Services).Assembly, builder.Configuration));
builder.Services.AddSingleton<FunctionRunner>();

// Before what the app adds: its services may need the storage when they start.
builder.Services.AddHostedService<StorageEmulator>();
builder.Services.AddHostedService<FunctionListeners>();
builder.Services.AddScorecards(builder.Configuration);

// A clock that plays the future finds what was uploaded long ago: there the storage's own time is right.
if (clock is PlayedClock played && played.Offset < TimeSpan.Zero)
{
    builder.Services.AddSingleton<IStorage>(services => new PlayedStorage(services.GetRequiredService<ScorecardStorage>(), played));
}

var app = builder.Build();
if (clock is PlayedClock turned)
{
    var runner = app.Services.GetRequiredService<FunctionRunner>();
    app.Map("/local/clock", path => path.Run(context => ClockEndpoint.TurnAsync(context, turned, runner)));
}

ActivatorUtilities.CreateInstance<HttpEndpoints>(app.Services).Map(app);
app.Run();
