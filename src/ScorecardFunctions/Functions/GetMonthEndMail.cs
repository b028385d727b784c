namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards/{scorecard}/{month}/mail?format=html|text|eml: what would be sent, to whom and when. Nothing is sent.</summary>
public sealed class GetMonthEndMail(MonthEndPreview preview, Answers answers)
{
    const string Format = "format";

    [Function(nameof(GetMonthEndMail))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}/mail")] HttpRequest request,
        string scorecard,
        string month,
        CancellationToken ct) => answers.DataAsync(request, [Format], async () =>
        {
            var format = request.Query[Format].ToString();
            return format is "" or "html" or "text" or "eml"
                ? await preview.ShowAsync(scorecard, month, format, ct)
                : Answers.Problem(new Problem(StatusCodes.Status400BadRequest, "Unknown format", $"There is no format '{format}'. Known: html, text, eml."));
        });
}
