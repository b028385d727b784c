using ScorecardFunctions.Http;
using Scorecards.Application.MonthEnd;

namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/deliveries/{delivery}/settle with {"by": ..., "why": ...}: an administrator knows what happened to it.</summary>
public sealed class SettleDelivery(DeliveryOperations operations, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new("Records that a mail was delivered", null) { Body = typeof(Settlement) };

    [Function(nameof(SettleDelivery))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/deliveries/{delivery}/settle")] HttpRequest request,
        string delivery,
        CancellationToken ct) =>
        answers.DataAsync(request, Operation, () => operations.SettleAsync(delivery, request.Body, ct), ct);
}
