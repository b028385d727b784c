using ScorecardFunctions.Http;
using Scorecards.Application.Queries;

namespace ScorecardFunctions.Functions;

/// <summary>
/// GET /api/results?from=&amp;to=&amp;scorecard=&amp;indicator=&amp;format=json|csv: the facts of the feed as one array or file, for Excel and
/// pandas.
/// </summary>
public sealed class GetResults(ResultQueries results, HttpAnswers answers)
{
    static readonly QueryOption From = new("from", "The first month, yyyy-MM; all that there are where it is left out.");
    static readonly QueryOption To = new("to", "The last month, yyyy-MM.");
    static readonly QueryOption Scorecard = new("scorecard", "The id of one scorecard; all where it is left out.");
    static readonly QueryOption Indicator = new("indicator", "The id of one indicator; all where it is left out.");
    static readonly QueryOption Format = new("format", "How the answer is written; json where it is left out.", "json", "csv");

    public static HttpOperation Operation { get; } =
        new(
            "The results of all scorecards and months, one object or line each", null, From, To, Scorecard, Indicator, Format)
        { Types = ["application/json", "text/csv"] };

    [Function(nameof(GetResults))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/results")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, () => results.ListAsync(
            request.Read(From),
            request.Read(To),
            request.Read(Scorecard),
            request.Read(Indicator),
            request.Read(Format),
            request.ReadFunctionKeys(),
            ct), ct);
}
