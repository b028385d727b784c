using ScorecardFunctions.Http;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/restore: makes every table again from journal and archive; to be called until it has ended.</summary>
public sealed class RestoreArchive(Restoration restoration, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new("Makes every table again from journal and archive", null);

    [Function(nameof(RestoreArchive))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/restore")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => await restoration.RunAsync(ct), ct);
}
