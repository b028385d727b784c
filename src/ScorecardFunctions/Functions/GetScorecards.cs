using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards: every scorecard with its months.</summary>
public sealed class GetScorecards(ScorecardQueries queries, SuppressedResults suppressed, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new(
        "Every scorecard with its months, the latest first, and the summary of the latest", typeof(IReadOnlyList<ScorecardListing>));

    [Function(nameof(GetScorecards))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () =>
        {
            var given = await suppressed.StartAsync(request.ReadFunctionKeys(), ct);
            var listings = new List<ScorecardListing>();
            foreach (var line in await queries.ScorecardsAsync(ct))
            {
                var summary = given.IsSuppressed && line.Months is [var latest, ..] ? (await given.ReadAsync(line.Scorecard.Id, latest, ct))?.Summary : line.Latest;
                listings.Add(ScorecardListing.From(line with { Latest = summary }));
            }

            return HttpAnswers.Json(listings);
        });
}
