using ScorecardFunctions.Http;
using Scorecards.Application.MonthEnd;

namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/deliveries/{delivery}/resend: the next tick sends it once.</summary>
public sealed class ResendDelivery(DeliveryOperations operations, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new("Has the next tick send a mail, once", null);

    [Function(nameof(ResendDelivery))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/deliveries/{delivery}/resend")] HttpRequest request,
        string delivery,
        CancellationToken ct) =>
        answers.DataAsync(request, Operation, () => operations.ResendAsync(delivery, ct), ct);
}
