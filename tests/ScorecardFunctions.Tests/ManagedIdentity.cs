using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ScorecardFunctions.Tests;

/// <summary>
/// The address that App Service gives an app to ask for tokens of its managed identity (IDENTITY_ENDPOINT, IDENTITY_HEADER), here with tokens that
/// nobody has signed,
/// and the same tokens for a test's own clients.
/// </summary>
sealed class ManagedIdentity : TokenCredential, IAsyncDisposable
{
    static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    readonly WebApplication server;
    int asked;

    ManagedIdentity(string clientId, string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var port = Repository.FreePorts(1)[0];
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        server = builder.Build();
        server.MapGet("/msi/token", (HttpRequest request) =>
        {
            if (request.Headers["X-IDENTITY-HEADER"] != secret || request.Query["client_id"] != clientId)
            {
                return Results.BadRequest();
            }

            Interlocked.Increment(ref asked);
            var resource = request.Query["resource"].ToString();
            return Results.Json(new Dictionary<string, string>
            {
                ["access_token"] = Token(resource),
                ["expires_on"] = $"{DateTimeOffset.UtcNow.Add(Lasts).ToUnixTimeSeconds()}",
                ["resource"] = resource,
                ["token_type"] = "Bearer",
                ["client_id"] = clientId,
            });
        });
        Settings = new()
        {
            ["IDENTITY_ENDPOINT"] = $"http://127.0.0.1:{port}/msi/token",
            ["IDENTITY_HEADER"] = secret,
            ["AzureWebJobsStorage__clientId"] = clientId,
            ["AzureWebJobsStorage__credential"] = "managedidentity"
        };
    }

    /// <summary>For the app's environment.</summary>
    public Dictionary<string, string> Settings { get; }

    /// <summary>How often a token was asked for.</summary>
    public int Asked => Volatile.Read(ref asked);

    public static async Task<ManagedIdentity> StartAsync()
    {
        var identity = new ManagedIdentity(Guid.NewGuid().ToString(), Guid.NewGuid().ToString("N"));
        await identity.server.StartAsync();
        return identity;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(Token(requestContext.Scopes[0].Replace("/.default", "", StringComparison.Ordinal)), DateTimeOffset.UtcNow.Add(Lasts));

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    static string Token(string audience)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims =
            new
            {
                aud = audience,
                iss = "https://sts.windows.net/00000000-0000-0000-0000-000000000000/",
                iat = now - 60,
                nbf = now - 60,
                exp = now + (long)Lasts.TotalSeconds
            };
        return $"{Part(new { alg = "none", typ = "JWT" })}.{Part(claims)}.{Base64Url.EncodeToString("none"u8)}";

        static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
    }
}
