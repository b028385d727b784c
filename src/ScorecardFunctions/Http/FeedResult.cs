using System.IO.Compression;
using System.Net.Http.Headers;
using Microsoft.OData;
using Scorecards.Application.Feed;

namespace ScorecardFunctions.Http;

/// <summary>
/// An answer of the feed, written by Microsoft's OData writer and sent a part at a time, packed where that is asked for. The writer writes to
/// memory, since it takes nearly twice the time where it has to wait for its output (measured). A fault before the first part is sent is an
/// OData error; behind it the connection is cut, so that nobody takes a part for the whole.
/// </summary>
/// <param name="failed">Logs a fault, and gives its answer.</param>
public sealed class FeedResult(FeedPayload payload, Func<Exception, IResult> failed) : IResult
{
    readonly FeedRequest asked = payload.Asked;

    public Task ExecuteAsync(HttpContext httpContext) => StreamedAnswer.SendAsync(
        httpContext, () => WriteAsync(httpContext), (e, _) => failed(e));

    async Task WriteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        using var written = new MemoryStream();
        using var writer = new ODataMessageWriter(new Message(response, written), Settings(), FeedModel.Model);
        SetContentType(writer);
        response.Headers.ETag = $"W/\"{payload.Tag}\"";
        response.Headers["Preference-Applied"] = payload.Kind == ODataPayloadKind.ResourceSet ? asked.Headers.Applied : null;
        response.Headers.Vary = "Accept, Accept-Encoding, OData-MaxVersion, OData-Version, Prefer";
        if (IsKnown(request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            return;
        }

        if (HttpMethods.IsHead(request.Method))
        {
            return;
        }

        // What is open at a fault is not closed: that would send what there is, as if it were all.
        var body = Packed(request, response);
        await payload.WriteAsync(writer, SendAsync);
        await SendAsync();
        if (body != response.Body)
        {
            await body.DisposeAsync();
        }

        async Task SendAsync()
        {
            await body.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), context.RequestAborted);
            written.SetLength(0);
        }
    }

    ODataMessageWriterSettings Settings()
    {
        var settings = new ODataMessageWriterSettings(asked.Version)
        {
            BaseUri = asked.ServiceRoot,
            Validations = ValidationKinds.None,
            EnableMessageStreamDisposal = false,
            ODataUri = new ODataUri
            {
                ServiceRoot = asked.ServiceRoot,
                Path = asked.Path,
                SelectAndExpand = asked.Select,
                Apply = asked.Grouping?.Clause,
            },
        };
        settings.SetContentType(asked.Accept, "utf-8");
        return settings;
    }

    /// <summary>Whether the caller already has this answer.</summary>
    bool IsKnown(HttpRequest request) => request.Headers.IfNoneMatch.ToString().Split(',').Select(tag => tag.Trim())
        .Any(tag => tag == "*" || tag == $"W/\"{payload.Tag}\"" || tag == $"\"{payload.Tag}\"");

    static Stream Packed(HttpRequest request, HttpResponse response)
    {
        if (Coding(request.Headers.AcceptEncoding.ToString()) is not { } coding)
        {
            return response.Body;
        }

        response.Headers.ContentEncoding = coding;
        return coding == "gzip"
            ? new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : new BrotliStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    void SetContentType(ODataMessageWriter writer)
    {
        try
        {
            ODataUtils.SetHeadersForPayload(writer, payload.Kind);
        }
        catch (ODataContentTypeException)
        {
            throw FeedProblem.Make(
                StatusCodes.Status406NotAcceptable, $"The feed is not available as '{asked.Accept}'. Ask for application/json.", "Accept");
        }
    }

    /// <summary>The one that is wanted most of those that are known; null = as it is.</summary>
    public static string? Coding(string accepted) => accepted.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => StringWithQualityHeaderValue.TryParse(text.Trim(), out var coding) ? coding : null)
        .Where(coding => coding is { Value: "gzip" or "br" } && coding.Quality is not 0)
        .MaxBy(coding => coding!.Quality ?? 1)?.Value;

    /// <summary>The response as the writer knows it.</summary>
    sealed class Message(HttpResponse response, Stream body) : IODataResponseMessage
    {
        public IEnumerable<KeyValuePair<string, string>> Headers => response.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()));

        public int StatusCode
        {
            get => response.StatusCode;
            set => response.StatusCode = value;
        }

        public string? GetHeader(string headerName) => response.Headers.TryGetValue(headerName, out var value) ? value.ToString() : null;

        public void SetHeader(string headerName, string headerValue) => response.Headers[headerName] = headerValue;

        public Stream GetStream() => body;
    }
}
