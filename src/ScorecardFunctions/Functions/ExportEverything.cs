using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/export: every table, the archive, the backups and the receipts as a zip.</summary>
public sealed class ExportEverything(Export export, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new(
        "Every table, the archive, the backups and the receipts as a zip", null)
    { Types = ["application/zip"] };

    [Function(nameof(ExportEverything))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/export")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(
            request, Operation,
            () => Task.FromResult<object>(new WrittenFile("application/zip", "scorecards.zip", output => export.WriteAsync(output, ct))), ct);
}
