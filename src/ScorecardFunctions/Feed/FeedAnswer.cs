using System.IO.Compression;
using System.Net.Http.Headers;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Scorecards.Reports;

namespace ScorecardFunctions.Feed;

/// <summary>
/// An answer of the feed, written by Microsoft's OData writer and sent a part at a time, packed where that is asked for. The writer writes to
/// memory, since it takes nearly twice the time where it has to wait for its output (measured). A fault before the first part is sent is an
/// OData error; behind it the connection is cut, so that nobody takes a part for the whole.
/// </summary>
/// <param name="asked">What is answered.</param>
/// <param name="kind">What is written.</param>
/// <param name="tag">Names what the answer says: the same for the same rows.</param>
/// <param name="write">Writes it; is given what sends the part that is written.</param>
/// <param name="log">For faults.</param>
public sealed partial class FeedAnswer(FeedRequest asked, ODataPayloadKind kind, string tag, Func<ODataMessageWriter, Func<Task>, Task> write, ILogger log) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        try
        {
            await WriteAsync(httpContext);
        }
        catch (Exception e) when (!httpContext.RequestAborted.IsCancellationRequested)
        {
            var fault = e as FeedException;
            if (fault is null)
            {
                LogFailed(e);
            }

            if (response.HasStarted)
            {
                httpContext.Abort();
                return;
            }

            response.Clear();
            await Error(fault ?? Unexpected).ExecuteAsync(httpContext);
        }
    }

    static FeedException Unexpected => new(
        StatusCodes.Status500InternalServerError, "The request failed for a reason that is not in the request. Try again; if it stays so, tell the engineer the time.", null);

    /// <summary>The error of an exception: what it is, where it is the request's fault.</summary>
    public static IResult Error(Exception e) => Error(e as FeedException ?? Unexpected);

    static IResult Error(FeedException fault) => new FeedError(fault);

    async Task WriteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var settings = new ODataMessageWriterSettings(asked.Version)
        {
            BaseUri = asked.ServiceRoot,
            Validations = ValidationKinds.None,
            EnableMessageStreamDisposal = false,
            ODataUri = new ODataUri { ServiceRoot = asked.ServiceRoot, Path = asked.Path, SelectAndExpand = asked.Select },
        };
        settings.SetContentType(asked.Accept, "utf-8");
        using var written = new MemoryStream();
        using var writer = new ODataMessageWriter(new Message(response, written), settings, FeedModel.Model);
        SetContentType(writer);
        response.Headers.ETag = $"W/\"{tag}\"";
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Accept, Accept-Encoding, OData-MaxVersion, OData-Version, Prefer";
        if (request.Headers.IfNoneMatch.ToString().Split(',').Any(t => t.Trim() is var known && (known == "*" || known == $"W/\"{tag}\"" || known == $"\"{tag}\"")))
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
        await write(writer, SendAsync);
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
            ODataUtils.SetHeadersForPayload(writer, kind);
        }
        catch (ODataContentTypeException)
        {
            throw new FeedException(
                StatusCodes.Status406NotAcceptable, $"The feed cannot answer in '{asked.Accept}': it is application/json.", "Accept");
        }
    }

    /// <summary>The one that is wanted most of those that are known; null = as it is.</summary>
    public static string? Coding(string accepted) => accepted.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => StringWithQualityHeaderValue.TryParse(text.Trim(), out var coding) ? coding : null)
        .Where(coding => coding is { Value: "gzip" or "br" } && coding.Quality is not 0)
        .MaxBy(coding => coding!.Quality ?? 1)?.Value;

    /// <summary>Writes one row.</summary>
    public static void Write(ODataWriter writer, object row, IReadOnlyList<Column<object>> columns)
    {
        var properties = new ODataProperty[columns.Count];
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i] = new ODataProperty { Name = columns[i].Name, Value = Plain(columns[i].Value(row)) };
        }

        writer.WriteStart(new ODataResource { Properties = properties });
        writer.WriteEnd();
    }

#pragma warning disable CS0618 // The writer of this version takes a Date, whatever the compiler says of it.
    static object? Plain(object? value) => value is DateOnly day ? (Date)day : value;
#pragma warning restore CS0618

    [LoggerMessage(LogLevel.Error, "The feed failed.")]
    partial void LogFailed(Exception e);

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

/// <summary>An OData error: <c>{"error":{"code","message","target"}}</c>.</summary>
sealed class FeedError(FeedException fault) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers["OData-Version"] = "4.0";
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        var error = new { error = new { code = Code(fault.Status), message = fault.Message, target = fault.Target } };
        return Results.Json(error, ScorecardDocuments.Json, "application/json;odata.metadata=minimal;charset=utf-8", fault.Status).ExecuteAsync(httpContext);
    }

    static string Code(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "BadRequest",
        StatusCodes.Status404NotFound => "NotFound",
        StatusCodes.Status406NotAcceptable => "NotAcceptable",
        StatusCodes.Status501NotImplemented => "NotImplemented",
        _ => "InternalError",
    };
}
