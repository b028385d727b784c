using Scorecards.Application.Calculation;
using Scorecards.Application.Counting;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>Does what a message of the queue <c>calculations</c> asks for.</summary>
public sealed class QueuedCalculation(
    IStorage storage, Journal journal, MonthCalculator calculator, FollowUp followUp, RecordCounting counting, Precedence precedence)
{
    /// <exception cref="InvalidOperationException">What it asks for cannot be done now; the message is to come again.</exception>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    public async Task RunAsync(CalculationRequest request, CancellationToken ct)
    {
        using var step = Telemetry.Calculate(request);
        await storage.ReadyAsync();
        if (request.Months == "")
        {
            if (!await counting.CatchUpAsync(ct))
            {
                throw new InvalidOperationException("Records cannot be counted now: newer rules are in use.");
            }

            return;
        }

        if (await calculator.CalculateAsync([.. MonthSet.Parse(request.Months)], request.Number, ct, precedence.GiveWayAsync))
        {
            await followUp.CalculatedAsync(request.Number, ct);
            return;
        }

        // The end of a restore touches every month and sends messages of its own.
        if (!(await journal.ReadAsync(ct)).IsUnderRepair)
        {
            throw new InvalidOperationException(
                $"The months of entry {request.Number} cannot be brought up now: the journal does not reach it, or newer rules are in use.");
        }
    }
}
