namespace ScorecardFunctions.Functions;

/// <summary>GET /api/extracts: the uploads and their outcomes, the newest first.</summary>
public sealed class GetExtracts(ScorecardQueries queries, Answers answers)
{
    [Function(nameof(GetExtracts))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/extracts")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, [], async () => Answers.Json((await queries.UploadsAsync(ct)).Select(u => new
        {
            u.Extract,
            u.Submission.Sha256,
            Received = u.Received.UtcDateTime,
            u.Submission.Bytes,
            u.Submission.Kind,
            State = u.Submission.State.ToString(),
            Rows = new { u.Submission.Rows.Read, u.Submission.Rows.Accepted, u.Submission.Rows.Refused, u.Submission.Rows.Skipped },
            u.Submission.Message,
            Receipt = $"{u.Extract}.html",
        })));
}
