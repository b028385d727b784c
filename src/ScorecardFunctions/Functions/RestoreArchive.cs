namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/restore: makes everything again from the archive; to be called until it is complete.</summary>
public sealed class RestoreArchive(Restoration restoration, Answers answers)
{
    public static HttpOperation Operation { get; } = new("Makes everything again from the archive", null);

    [Function(nameof(RestoreArchive))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/restore")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => Answers.Json(await restoration.RunAsync(ct)));
}
