using ScorecardFunctions.Http;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>
/// POST /api/operations/withdraw?sha256=... or ?path=...: none of an upload’s figures count any more. The work goes on when the caller hangs up.
/// </summary>
public sealed class WithdrawExtract(JournalOperations operations, HttpAnswers answers)
{
    static readonly QueryOption Sha256 = new("sha256", "Of the bytes; or say the path.");
    static readonly QueryOption Path = new("path", "Of the upload, its latest; or say the hash.");
    static readonly QueryOption Reason = new("reason", "Who asks for it and why.");

    public static HttpOperation Operation { get; } = new("Withdraws an upload: none of its figures count any more", null, Sha256, Path, Reason);

    [Function(nameof(WithdrawExtract))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/withdraw")] HttpRequest request) =>
        answers.DataAsync(request, Operation, () => operations.WithdrawAsync(
            request.Read(Sha256), request.Read(Path), request.Read(Reason), CancellationToken.None), CancellationToken.None);
}
