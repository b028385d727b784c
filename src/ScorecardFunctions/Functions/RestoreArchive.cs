namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/restore: makes everything again from the archive; to be called until it is complete.</summary>
public sealed class RestoreArchive(Restoration restoration, Answers answers)
{
    [Function(nameof(RestoreArchive))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/restore")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, [], async () => Answers.Json(await restoration.RunAsync(ct)));
}
