using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/results?from=&amp;to=&amp;scorecard=&amp;indicator=&amp;format=json|csv: the facts of the feed as one array or file, for Excel and pandas.</summary>
public sealed class GetResults(ScorecardQueries queries, Answers answers)
{
    const string From = "from";
    const string To = "to";
    const string Scorecard = "scorecard";
    const string Indicator = "indicator";
    const string Format = "format";

    [Function(nameof(GetResults))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/results")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, [From, To, Scorecard, Indicator, Format], async () =>
        {
            var (scope, problem) = await queries.ScopeAsync(Text(From), Text(To), Text(Scorecard), Text(Indicator), ct);
            return (problem, Text(Format)) switch
            {
                ({ } wrong, _) => Answers.Problem(wrong),
                (_, "" or "json") => Results.Stream(output => FactDocuments.WriteJsonAsync(queries.FactsAsync(scope, ct), output, ct), "application/json; charset=utf-8"),
                (_, "csv") => Results.Stream(output => FactDocuments.WriteCsvAsync(queries.FactsAsync(scope, ct), output, ct), "text/csv; charset=utf-8", "results.csv"),
                (_, var format) => Answers.Problem(new Problem(StatusCodes.Status400BadRequest, "Unknown format", $"There is no format '{format}'. Known: json, csv.")),
            };

            string Text(string option) => request.Query[option].ToString();
        });
}
