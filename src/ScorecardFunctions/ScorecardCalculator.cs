using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>Calculates a scorecard's month and stores it. Twice, or two at once, end in the same results.</summary>
public sealed partial class ScorecardCalculator(
    ScorecardStorage storage, Catalogues catalogues, MeasureStore measures, ResultStore results, ExtractStore extracts, ExtractReceipts receipts, ILogger<ScorecardCalculator> log)
{
    const int MostTries = 10;

    /// <exception cref="InvalidOperationException">Others calculated the month each time; the message is to be tried again.</exception>
    public async Task CalculateAsync(CalculationRequest request, CancellationToken ct)
    {
        using var step = Telemetry.Calculate(request);
        await storage.ReadyAsync();
        var concerned = new ScorecardMonth(request.Scorecard, Month.Parse(request.Month));
        var change = await CalculateAsync(concerned, ct);
        if (request.Sha256 is not { } sha256)
        {
            return;
        }

        if (change is not null)
        {
            await extracts.AddChangeAsync(sha256, change, ct);
        }

        if (await extracts.CalculatedAsync(sha256, concerned, ct) is { } settled)
        {
            await receipts.CompleteAsync(settled, ct);
        }
    }

    /// <returns>What has changed; null = nothing.</returns>
    public async Task<ScorecardChange?> CalculateAsync(ScorecardMonth concerned, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // Before the measures: whoever saves after us has then seen what we have seen, or saves in vain.
            var version = await results.VersionAsync(concerned.Scorecard, concerned.Month, ct);
            var read = measures.ReadAsync(concerned.Scorecard, concerned.Month, ct);
            var catalogue = await catalogues.ReadAsync(ct);
            var (of, before) = await read;
            if (of.Count == 0 || catalogue.Scorecard(concerned.Scorecard) is not { } scorecard)
            {
                LogNothing(concerned.Scorecard, concerned.Month);
                return null;
            }

            var calculated = ScorecardCalculation.Calculate(catalogue, scorecard, concerned.Month, of, before);
            if (await results.SaveAsync(calculated, version, ct) is { } saved)
            {
                var s = saved.Summary;
                LogCalculated(concerned.Scorecard, concerned.Month, saved.Edition, s.Green, s.Amber, s.Red, s.Unrated);
                var former = version.Batch is null ? [] : await results.ResultsAsync(concerned.Scorecard, concerned.Month, version.Batch, ct);
                return ScorecardCalculation.Compare(former, saved);
            }
        }

        throw new InvalidOperationException($"{concerned.Scorecard} {concerned.Month} was calculated by others each of {MostTries} times.");
    }

    [LoggerMessage(LogLevel.Information, "Scorecard calculated. Scorecard: {Scorecard}. Month: {Month}. Edition: {Edition}. Green: {Green}. Amber: {Amber}. Red: {Red}. Unrated: {Unrated}.")]
    partial void LogCalculated(string scorecard, Month month, int edition, int green, int amber, int red, int unrated);

    [LoggerMessage(LogLevel.Information, "Scorecard has no figures. Scorecard: {Scorecard}. Month: {Month}.")]
    partial void LogNothing(string scorecard, Month month);
}
