using System.Text;

namespace Scorecards.Faults;

/// <summary>What the storage says when it refuses or fails, in the form of each of its services.</summary>
static class FaultAnswer
{
    const string Message = "Made by the fault campaign.";

    public static HttpMessage Of(int status, StorageRequest request)
    {
        var code = (status, request.Service) switch
        {
            (409, StorageService.Tables) => "EntityAlreadyExists",
            (409, StorageService.Blobs) => "BlobAlreadyExists",
            (409, _) => "OperationNotAllowed",
            (412, StorageService.Tables) => "UpdateConditionNotSatisfied",
            (412, _) => "ConditionNotMet",
            (403, _) => "AuthorizationFailure",
            (500, _) => "InternalError",
            _ => "ServerBusy",
        };
        var (type, body) = request.Service == StorageService.Tables
            ? ("application/json", $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"{{{{Message}}}}"}}}""")
            : ("application/xml", $"""<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{Message}</Message></Error>""");
        var bytes = request.Method == "HEAD" ? [] : Encoding.UTF8.GetBytes(body);
        List<string> headers = [$"x-ms-error-code: {code}", $"x-ms-request-id: {Guid.NewGuid()}", $"Date: {DateTimeOffset.UtcNow:R}"];
        if (request.Message.Header("x-ms-client-request-id") is { } id)
        {
            headers.Add($"x-ms-client-request-id: {id}");
        }

        if (bytes.Length > 0)
        {
            headers.Add($"Content-Type: {type}");
        }

        return new HttpMessage($"HTTP/1.1 {status} {code}", headers, bytes);
    }
}
