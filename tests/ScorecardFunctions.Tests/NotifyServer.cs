using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ScorecardFunctions.Tests;

/// <summary>
/// Speaks the part of GOV.UK Notify's API that the app uses, as its documentation has it (docs.notifications.service.gov.uk/rest-api.html). Addresses
/// that begin with
/// "permanent" are no addresses to it; with "team", outside what the key may send to; with "lost", the connection breaks before the mail is taken;
/// with "found", after it.
/// </summary>
sealed class NotifyServer : IAsyncDisposable
{
    static readonly string[] Required = ["subject", "message"];

    readonly WebApplication server;
    readonly string service = Guid.NewGuid().ToString();
    readonly string secret = Guid.NewGuid().ToString();
    readonly ConcurrentQueue<(string Id, JsonElement Mail)> accepted = [];
    readonly ConcurrentQueue<JsonElement> asked = [];

    NotifyServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        Address = $"http://127.0.0.1:{Repository.FreePorts(1)[0]}";
        builder.WebHost.UseUrls(Address);
        server = builder.Build();
        server.MapPost("/v2/notifications/email", (Delegate)TakeAsync);
        server.MapGet("/v2/notifications", (HttpRequest request) => Refusal(request) ?? Results.Json(new
        {
            notifications = accepted.Where(a => a.Mail.GetProperty("reference").GetString() == request.Query["reference"])
                .Select(
                    a =>
                        new
                        {
                            id = a.Id,
                            reference = a.Mail.GetProperty("reference").GetString(),
                            type = "email",
                            status = "created",
                            created_at = "2012-06-14T06:00:00.000000Z"
                        }),
            links = new { current = $"{Address}/v2/notifications" },
        }));
    }

    public string Address { get; }

    public string Template { get; } = Guid.NewGuid().ToString();

    /// <summary>As Notify makes them: a name, the service, the secret.</summary>
    public string ApiKey => $"month_end-{service}-{secret}";

    /// <summary>For the app's environment.</summary>
    public Dictionary<string, string> Settings =>
        new() { ["Mail__Notify__ApiKey"] = ApiKey, ["Mail__Notify__Template"] = Template, ["Mail__Notify__Address"] = Address };

    /// <summary>What every mail is answered with, whatever it is; null = it is looked at.</summary>
    public (int Status, string Error, string Message)? Always { get; set; }

    /// <summary>The bodies of what was looked at, taken or not.</summary>
    public IReadOnlyList<JsonElement> Asked => [.. asked];

    /// <summary>The bodies of what was taken.</summary>
    public IReadOnlyList<JsonElement> Accepted => [.. accepted.Select(a => a.Mail)];

    public IReadOnlyList<string> Ids => [.. accepted.Select(a => a.Id)];

    public static async Task<NotifyServer> StartAsync()
    {
        var server = new NotifyServer();
        await server.server.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    async Task<IResult> TakeAsync(HttpContext context)
    {
        if (Refusal(context.Request) is { } refusal)
        {
            return refusal;
        }

        var mail = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        if (Always is { } always)
        {
            return Error(always.Status, always.Error, always.Message);
        }

        asked.Enqueue(mail);
        var personalisation = mail.GetProperty("personalisation");
        var missing = Required.Where(name => !personalisation.TryGetProperty(name, out _)).ToList();
        var reference = mail.GetProperty("reference").GetString()!;
        var id = Guid.NewGuid().ToString();
        switch (mail.GetProperty("email_address").GetString()!.Split('@')[0])
        {
            case var _ when missing.Count > 0:
                return Error(400, "BadRequestError", $"Missing personalisation: {string.Join(", ", missing)}");
            case var _ when mail.GetProperty("template_id").GetString() != Template:
                return Error(400, "BadRequestError", "Template not found");
            case "permanent":
                return Error(400, "ValidationError", "email_address Not a valid email address");
            case "team":
                return Error(400, "BadRequestError", "Can't send to this recipient using a team-only API key");
            case "lost":
                context.Abort();
                return Results.Empty;
            case "found":
                accepted.Enqueue((id, mail));
                context.Abort();
                return Results.Empty;
        }

        accepted.Enqueue((id, mail));
        return Results.Json(
            new
            {
                id,
                reference,
                content =
                    new
                    {
                        subject = personalisation.GetProperty("subject").GetString(),
                        body = personalisation.GetProperty("message").GetString(),
                        from_email = "scorecards@notifications.service.gov.uk"
                    },
                uri = $"{Address}/v2/notifications/{id}",
                template = new { id = Template, version = 1, uri = $"{Address}/v2/template/{Template}" },
                scheduled_for = (string?)null,
            },
            statusCode: StatusCodes.Status201Created);
    }

    /// <summary>A JSON Web Token: HS256 by the secret, issued by the service less than 30 seconds ago.</summary>
    IResult? Refusal(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
            || token.Split('.') is not [var header, var claims, var signature])
        {
            return Error(401, "AuthError", "Unauthorized: authentication token must be provided");
        }

        var (head, said) = (Part(header), Part(claims));
        if (head.GetProperty("alg").GetString() != "HS256"
            || head.GetProperty("typ").GetString() != "JWT"
            || said.GetProperty("iss").GetString() != service)
        {
            return Error(403, "AuthError", "Invalid token: service not found");
        }

        if (Math.Abs(said.GetProperty("iat").GetDouble() - DateTimeOffset.UtcNow.ToUnixTimeSeconds()) > 30)
        {
            return Error(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
        }

        return CryptographicOperations.FixedTimeEquals(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{header}.{claims}")), Base64Url.DecodeFromChars(signature))
            ? null
            : Error(403, "AuthError", "Invalid token: API key not found");

        static JsonElement Part(string encoded) => JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(encoded));
    }

    static IResult Error(int status, string error, string message) =>
        Results.Json(new { status_code = status, errors = new[] { new { error, message } } }, statusCode: status);
}
