using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Queries;

namespace ScorecardFunctions.Functions;

/// <summary>
/// GET /api/scorecards/{scorecard}/{month}/mail?format=html|text|eml&amp;recipient=: what would be sent, to whom and when. Nothing is sent.
/// </summary>
public sealed class GetMonthEndMail(MailPreview preview, SuppressedResults suppressed, HttpAnswers answers)
{
    static readonly QueryOption Format = new(
        "format", "html, text, or eml: the message as it would go out; html where it is left out.", "html", "text", "eml");

    static readonly QueryOption Recipient = new("recipient", "The address whose mail is shown; the first recipient's where it is left out.");

    public static HttpOperation Operation { get; } = new("The mail of a scorecard's month as it would be sent, to whom and when", null, Format, Recipient) { OtherTypes = ["text/html", "text/plain", "message/rfc822"] };

    [Function(nameof(GetMonthEndMail))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}/mail")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.DataAsync(request, Operation, async () => suppressed.FindProfile(request.ReadFunctionKeys()) is not null
            ? HttpAnswers.Problem(new Problem(StatusCodes.Status403Forbidden, "Mail not given", "Small numbers are withheld for this key, and the mail contains them. It is for council staff only."))
            : await preview.ShowAsync(scorecard, month, request.Query[Format.Name].ToString(), request.Query[Recipient.Name].ToString(), ct));
}
