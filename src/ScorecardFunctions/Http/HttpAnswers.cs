using System.Text;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions.Http;

/// <summary>
/// How HTTP functions answer: data as JSON with problem details (RFC 9457) for errors, pages as HTML. The real host answers an unhandled
/// exception with an empty body, so faults become an answer here; the log alone has the details.
/// </summary>
public sealed partial class HttpAnswers(IStorage storage, Html html, IConfiguration configuration, ILogger<HttpAnswers> log)
{
    /// <summary>Query parameters by which the Functions host takes a key; every route knows them.</summary>
    static readonly string[] KeyOptions = ["code", "clientId"];

    /// <summary>
    /// With these a portal opens a page to have its reader sign in (OpenID Connect Core 1.0, chapter 4). App Service Authentication adds none of its
    /// own: after the sign-in it asks for the address as it was.
    /// </summary>
    static readonly string[] SignInOptions = ["iss", "login_hint", "target_link_uri"];

    static readonly ProblemException Unexpected = new(
        StatusCodes.Status500InternalServerError,
        "Something went wrong",
        "Something went wrong on our side. Try again; if it keeps failing, tell your administrator when it happened.");

    internal static readonly ProblemException Unreadable = new(
        StatusCodes.Status400BadRequest, "Wrong address", "The address has characters that cannot be read. Type it again.");

    static readonly ProblemException TooLarge = new(
        StatusCodes.Status413PayloadTooLarge,
        "Too much sent",
        "More was sent than any address takes. Send the few words of JSON that this one asks for. Upload a file to the container extracts.");

    /// <param name="request">Its query may have the operation's options only: an unknown option is an error, not an ignored one; so is an unknown
    /// value.</param>
    /// <param name="operation">The route's own.</param>
    /// <param name="answer">Makes the answer.</param>
    /// <param name="ct">The run's: the host cancels it too where the caller has left, and may do so before the connection is seen to be gone.</param>
    public async Task<IResult> DataAsync(HttpRequest request, HttpOperation operation, Func<Task<object>> answer, CancellationToken ct) =>
        FindUnknown(request, operation, KeyOptions) is { } unknown
            ? Problem(unknown)
            : await GuardAsync(request, () => AnswerAsync(answer, ct), problem => Task.FromResult(Problem(problem)), ct);

    /// <summary>As <see cref="DataAsync"/>, and waits for no storage: whether there is one may be what is asked.</summary>
    public Task<IResult> AnswerAsync(HttpRequest request, HttpOperation operation, Func<Task<object>> answer, CancellationToken ct) =>
        FindUnknown(request, operation, KeyOptions) is { } unknown ? Task.FromResult(Problem(unknown)) : AnswerAsync(answer, ct);

    /// <summary>
    /// Pages are for people who have signed in: in Azure, App Service Authentication puts their name into a header that nobody else can set.
    /// </summary>
    /// <param name="request">As of <see cref="DataAsync"/>.</param>
    /// <param name="operation">The route's own.</param>
    /// <param name="page">Makes the page's HTML.</param>
    /// <param name="ct">As of <see cref="DataAsync"/>.</param>
    public async Task<IResult> PageAsync(HttpRequest request, HttpOperation operation, Func<Task<string>> page, CancellationToken ct)
    {
        var isAzure = configuration["WEBSITE_SITE_NAME"] is { Length: > 0 };
        var isGuarded = string.Equals(configuration["WEBSITE_AUTH_ENABLED"], "true", StringComparison.OrdinalIgnoreCase);
        if (isAzure && !(isGuarded && request.Headers.ContainsKey("X-MS-CLIENT-PRINCIPAL-ID")))
        {
            return await ProblemPageAsync(
                new ProblemException(StatusCodes.Status401Unauthorized, "Please sign in", "Sign in with your council account to see this page."));
        }

        return FindUnknown(request, operation, [.. KeyOptions, .. SignInOptions]) is { } unknown
            ? await ProblemPageAsync(unknown)
            : await GuardAsync(request, () => TryAsync(async () => Page(await page()), ProblemPageAsync), ProblemPageAsync, ct);
    }

    /// <param name="others">That may be in the query beside the operation's own.</param>
    /// <returns>Null: the query has no unknown option, and no unknown value of one.</returns>
    static ProblemException? FindUnknown(HttpRequest request, HttpOperation operation, string[] others)
    {
        var unknown = request.Query.Keys.FirstOrDefault(
            key => !operation.Options.Select(o => o.Name).Concat(others).Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            var known = operation.Options.Count == 0
                ? "This address takes no options."
                : $"Known: {string.Join(", ", operation.Options.Select(o => o.Name))}.";
            return new ProblemException(StatusCodes.Status400BadRequest, "Unknown option", $"There is no option '{unknown}'. {known}");
        }

        var option = operation.Options.FirstOrDefault(
            o => o.Values.Count > 0 && request.Read(o) is { Length: > 0 } value && !o.Values.Contains(value));
        return option is null ? null : new ProblemException(
            StatusCodes.Status400BadRequest,
            $"Unknown {option.Name}",
            $"There is no {option.Name} '{request.Query[option.Name]}'. Known: {string.Join(", ", option.Values)}.");
    }

    async Task<IResult> ProblemPageAsync(ProblemException problem) => Page(await html.ProblemAsync(problem.Title, problem.Message), problem.Status);

    static IResult Page(string html, int status = StatusCodes.Status200OK) =>
        Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8, status);

    static IResult Problem(ProblemException problem) => Results.Problem(problem.Message, statusCode: problem.Status, title: problem.Title);

    /// <summary>What was done or asked for, or why not.</summary>
    /// <param name="answer">Gives a document, to be written as JSON, or a <see cref="WrittenText"/>, <see cref="WrittenFile"/> or
    /// <see cref="MadeFile"/>.</param>
    /// <param name="ct">As of <see cref="DataAsync"/>.</param>
    Task<IResult> AnswerAsync(Func<Task<object>> answer, CancellationToken ct) => TryAsync(
        async () => await answer() switch
        {
            WrittenText text => Results.Text(text.Text, text.Type),
            WrittenFile file => new WrittenFileResult(file, (e, isCutOff) => Fail(e, isCutOff, ct)),
            MadeFile file => Results.Stream(file.Content, file.Type, file.Name),
            var document => Results.Json(document, ScorecardDocuments.Json),
        },
        problem => Task.FromResult(Problem(problem)));

    /// <summary>A file is read only while it is written: what fails then has to be answered there.</summary>
    IResult Fail(Exception e, bool isCutOff, CancellationToken ct)
    {
        if (e is ProblemException problem)
        {
            return Problem(problem);
        }

        Note(e, isCutOff, ct);
        return Problem(Explain(e));
    }

    /// <summary>
    /// What a fault is answered with. Rows that are lost only a restore brings back, and so the editions of an issued month, where alone is what an
    /// erasure took away, and one that is damaged.
    /// </summary>
    internal static ProblemException Explain(Exception e) => e switch
    {
        RowsMissingException => new ProblemException(StatusCodes.Status503ServiceUnavailable, "Rows are missing", e.Message),
        GoneException => new ProblemException(
            StatusCodes.Status503ServiceUnavailable,
            "Editions are missing",
            $"{e.Message} The editions of the month have it, and are not there. An administrator can restore them: see docs/operations.md."),
        EditionDamagedException => new ProblemException(
            StatusCodes.Status503ServiceUnavailable,
            "Edition cannot be read",
            $"{e.Message} An administrator can restore it: see docs/operations.md."),
        _ => Unexpected,
    };

    /// <summary>An answer that is cut off is no 500, for which the alert on failed runs waits: it has an event of its own.</summary>
    void Note(Exception e, bool isCutOff, CancellationToken ct)
    {
        if (IsNoFault(e, ct))
        {
            return;
        }

        if (isCutOff)
        {
            LogCutOff(e);
        }
        else
        {
            LogFailed(e);
        }
    }

    /// <summary>Whether it is no fault: the caller has left, or the app ends. Who is there nevertheless is answered as at a fault.</summary>
    internal static bool IsNoFault(Exception e, CancellationToken ct) => e is OperationCanceledException && ct.IsCancellationRequested;

    /// <summary>The one place that answers an expected failure.</summary>
    static async Task<IResult> TryAsync(Func<Task<IResult>> answer, Func<ProblemException, Task<IResult>> failed)
    {
        try
        {
            return await answer();
        }
        catch (ProblemException problem)
        {
            return await failed(problem);
        }
    }

    async Task<IResult> GuardAsync(
        HttpRequest request, Func<Task<IResult>> answer, Func<ProblemException, Task<IResult>> failed, CancellationToken ct)
    {
        if (request.HasUnreadableText())
        {
            return await failed(Unreadable);
        }

        try
        {
            await storage.ReadyAsync();
            return await answer();
        }
        catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return await failed(TooLarge);
        }
        catch (Exception e) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            Note(e, isCutOff: false, ct);
            return await failed(Explain(e));
        }
    }

    [LoggerMessage(LogLevel.Error, "Request failed.", EventName = "RequestFailed")]
    partial void LogFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "An answer was cut off.", EventName = "AnswerCutOff")]
    partial void LogCutOff(Exception e);
}
