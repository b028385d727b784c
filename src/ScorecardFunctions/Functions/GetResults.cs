using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>
/// GET /api/results?from=&amp;to=&amp;scorecard=&amp;indicator=&amp;format=json|csv: the facts of the feed as one array or file, for Excel and
/// pandas.
/// </summary>
public sealed class GetResults(ScorecardQueries queries, SuppressedResults suppressed, HttpAnswers answers)
{
    static readonly QueryOption From = new("from", "The first month, yyyy-MM; all that there are where it is left out.");
    static readonly QueryOption To = new("to", "The last month, yyyy-MM.");
    static readonly QueryOption Scorecard = new("scorecard", "The id of one scorecard; all where it is left out.");
    static readonly QueryOption Indicator = new("indicator", "The id of one indicator; all where it is left out.");
    static readonly QueryOption Format = new("format", "How the answer is written; json where it is left out.", "json", "csv");

    public static HttpOperation Operation { get; } = new("The results of all scorecards and months, one object or line each", null, From, To, Scorecard, Indicator, Format) { OtherTypes = ["text/csv"] };

    [Function(nameof(GetResults))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/results")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () =>
        {
            var (scope, problem) = await queries.ScopeAsync(Text(From), Text(To), Text(Scorecard), Text(Indicator), ct);
            if (problem is not null)
            {
                return HttpAnswers.Problem(problem);
            }

            var facts = queries.RowsAsync(scope, await suppressed.StartAsync(request.ReadFunctionKeys(), ct), ct);
            return Text(Format) == "csv"
                ? Results.Stream(output => ResultColumns.WriteCsvAsync(facts, output, ct), "text/csv; charset=utf-8", "results.csv")
                : Results.Stream(output => ResultColumns.WriteJsonAsync(facts, output, ct), "application/json; charset=utf-8");

            string Text(QueryOption option) => request.Query[option.Name].ToString();
        });
}
