namespace ScorecardFunctions.Functions;

/// <summary>GET /api/operations/deliveries?state=...: the mails that are not sent, or those in a state.</summary>
public sealed class GetDeliveries(Operations operations, Answers answers)
{
    const string State = "state";

    [Function(nameof(GetDeliveries))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "get", "head", Route = "api/operations/deliveries")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, [State], async () => Answers.Done(await operations.DeliveriesAsync(request.Query[State].ToString(), ct)));
}
