using System.Globalization;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/extracts: the uploads and their outcomes, the newest first.</summary>
public sealed class GetExtracts(ScorecardQueries queries, HttpAnswers answers)
{
    const int MostAsked = 1_000;

    public static HttpOperation Operation { get; } = new(
        "The uploads and their outcomes, newest first", typeof(IReadOnlyList<ExtractListing>), new QueryOption("top", $"The most uploads to return, 1 to {MostAsked}. Without it, all."));

    [Function(nameof(GetExtracts))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/extracts")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => Top(request.Query["top"].ToString()) is { } top
            ? HttpAnswers.Json((await queries.UploadsAsync(ct)).Take(top).Select(ExtractListing.From).ToList())
            : HttpAnswers.Problem(new Problem(StatusCodes.Status400BadRequest, "Not a number of uploads", $"'{request.Query["top"]}' is not a number from 1 to {MostAsked}.")));

    /// <returns>Null: it is none.</returns>
    static int? Top(string text) =>
        text == "" ? int.MaxValue : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is > 0 and <= MostAsked ? top : null;
}
