using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/extracts: the uploads and their outcomes, the newest first.</summary>
public sealed class GetExtracts(ScorecardQueries queries, Answers answers)
{
    public static HttpOperation Operation { get; } = new("The uploads and what became of them, the newest first", typeof(IReadOnlyList<ExtractListing>));

    [Function(nameof(GetExtracts))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/extracts")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => Answers.Json((await queries.UploadsAsync(ct)).Select(ExtractListing.Of).ToList()));
}
