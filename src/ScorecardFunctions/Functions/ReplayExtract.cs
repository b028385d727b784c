namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/replay?sha256=... or ?path=...: takes an upload in again. The work goes on when the caller hangs up.</summary>
public sealed class ReplayExtract(Operations operations, Answers answers)
{
    const string Sha256 = "sha256";
    const string Path = "path";

    [Function(nameof(ReplayExtract))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/replay")] HttpRequest request) =>
        answers.DataAsync(request, [Sha256, Path], async () =>
            Answers.Done(await operations.ReplayAsync(request.Query[Sha256].ToString(), request.Query[Path].ToString(), CancellationToken.None)));
}
