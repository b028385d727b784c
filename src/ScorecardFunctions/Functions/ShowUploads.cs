using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.Queries;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions.Functions;

/// <summary>The page /uploads: the uploads and their outcomes, and mail that was not delivered.</summary>
public sealed class ShowUploads(UploadQueries queries, MissingQueries missing, HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of the uploads", null);

    [Function(nameof(ShowUploads))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "uploads")] HttpRequest request, CancellationToken ct) =>
        answers.PageAsync(
            request,
            Operation,
            async () => await html.UploadsAsync(
                await queries.UploadsAsync(ct), await queries.UndeliveredMailAsync(ct), await FindMissingAsync(ct)), ct);

    /// <returns>Null: a month cannot be read, or newer rules are in use: that keeps nobody from seeing the uploads.</returns>
    async Task<MonthMissing?> FindMissingAsync(CancellationToken ct)
    {
        try
        {
            return await missing.NextAsync(ct);
        }
        catch (Exception e) when (e is InvalidDataException or EditionDamagedException or RowsMissingException or GoneException or ProblemException)
        {
            return null;
        }
    }
}
