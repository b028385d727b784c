namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/deliveries/{delivery}/resend: the next tick sends it once.</summary>
public sealed class ResendDelivery(Operations operations, Answers answers)
{
    [Function(nameof(ResendDelivery))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/deliveries/{delivery}/resend")] HttpRequest request, string delivery, CancellationToken ct) =>
        answers.DataAsync(request, [], async () => Answers.Done(await operations.ResendAsync(delivery, ct)));
}
