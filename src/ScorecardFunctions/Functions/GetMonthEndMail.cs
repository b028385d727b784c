using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;

namespace ScorecardFunctions.Functions;

/// <summary>
/// GET /api/scorecards/{scorecard}/{month}/mail?format=html|text|eml&amp;recipient=: what would be sent, to whom and when. Nothing is sent.
/// </summary>
public sealed class GetMonthEndMail(MailPreview preview, HttpAnswers answers)
{
    static readonly QueryOption Format = new(
        "format", "html, text, or eml: the message as it would be sent; html where it is left out.", "html", "text", "eml");

    static readonly QueryOption Recipient = new("recipient", "The address whose mail is shown; the first recipient's where it is left out.");

    public static HttpOperation Operation { get; } =
        new("The mail of a scorecard's month as it would be sent, to whom and when", null, Format, Recipient)
        {
            Types = ["text/html", "text/plain", "message/rfc822"],
        };

    [Function(nameof(GetMonthEndMail))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}/mail")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.DataAsync(request, Operation, () =>
            preview.ShowAsync(scorecard, month, request.Read(Format), request.Read(Recipient), request.ReadFunctionKeys(), ct), ct);
}
