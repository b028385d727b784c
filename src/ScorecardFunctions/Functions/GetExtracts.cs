using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/extracts: the uploads and their outcomes, the newest first.</summary>
public sealed class GetExtracts(UploadQueries uploads, HttpAnswers answers)
{
    static readonly QueryOption Top = new("top", $"The most uploads to return, 1 to {UploadQueries.MostAsked}. Without it, all.");

    public static HttpOperation Operation { get; } = new("The uploads and their outcomes, newest first", typeof(IReadOnlyList<ExtractListing>), Top);

    [Function(nameof(GetExtracts))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/extracts")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => await uploads.ListAsync(request.Read(Top), request.ReadFunctionKeys(), ct), ct);
}
