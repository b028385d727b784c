using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Scorecards.Benchmarks;

/// <summary>The least that ASP.NET Core can serve: what the start of the app is held against.</summary>
static class TrivialApp
{
    /// <param name="port">On 127.0.0.1.</param>
    public static void Run(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.MapGet("/api/health", () => "Healthy");
        app.Run();
    }
}
