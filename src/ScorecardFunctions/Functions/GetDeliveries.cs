using ScorecardFunctions.Http;
using Scorecards.Application.MonthEnd;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/operations/deliveries?state=...: the mails that are not sent, or those in a state.</summary>
public sealed class GetDeliveries(DeliveryOperations operations, HttpAnswers answers)
{
    static readonly QueryOption State = new("state", "Planned, Claimed, Sending, Sent, Unknown or Refused; those not sent where it is left out.");

    public static HttpOperation Operation { get; } = new("The mails that are not sent, or those in a state", null, State);

    [Function(nameof(GetDeliveries))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "get", "head", Route = "api/operations/deliveries")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, () => operations.ListAsync(request.Read(State), ct), ct);
}
