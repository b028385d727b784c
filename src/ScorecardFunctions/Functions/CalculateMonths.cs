using ScorecardFunctions.Http;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>
/// POST /api/operations/calculate?from=yyyy-MM&amp;to=yyyy-MM: counts months from the records, the issued ones too. With preview=true it says what
/// would change, and changes nothing.
/// </summary>
public sealed class CalculateMonths(CountOperations operations, HttpAnswers answers)
{
    static readonly QueryOption From = new("from", "The first month, yyyy-MM.");
    static readonly QueryOption To = new("to", "The last month, yyyy-MM; the first where it is left out.");
    static readonly QueryOption Preview = new(
        "preview", "true: says what would change, and changes nothing. false, or left out: counts.", "true", "false");

    public static HttpOperation Operation { get; } = new("Counts months from the records", null, From, To, Preview);

    [Function(nameof(CalculateMonths))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/calculate")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, () => operations.CalculateAsync(
            request.Read(From), request.Read(To), request.Read(Preview) == "true", ct), ct);
}
