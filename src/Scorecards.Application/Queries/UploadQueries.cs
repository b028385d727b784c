using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>The uploads and their outcomes, and the mails that an administrator has to look into.</summary>
public sealed class UploadQueries(
    UploadReader uploads, DeliveryTable deliveries, SuppressedResults suppressed, Journal journal, MonthEndPlanning planning, TimeProvider time)
{
    public const int MostAsked = 1_000;

    /// <param name="top">How many at most, 1 to <see cref="MostAsked"/>; blank = all.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> ListAsync(string top, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        suppressed.RequireWhole(
            functionKeys, "Uploads not given", "Small numbers are withheld for this key. The list of uploads is for council staff only.");
        var most = top == "" ? int.MaxValue
            : WholeNumber.TryParse(top, out var asked) && asked is > 0 and <= MostAsked ? asked
            : throw new ProblemException(400, "Not a number of uploads", $"'{top}' is not a number from 1 to {MostAsked}.");
        return (await UploadsAsync(ct)).Take((int)most).Select(ExtractListing.From).ToList();
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<UploadLine>> UploadsAsync(CancellationToken ct) => uploads.ReadAsync(ct);

    /// <summary>The mail that was not delivered, or that nobody knows of whether it was.</summary>
    public async Task<UndeliveredMail> UndeliveredMailAsync(CancellationToken ct)
    {
        var unsent = await deliveries.ListAsync(state: null, ct);
        var now = time.GetUtcNow();
        var putOff = unsent.Where(d => DeliveriesByHand.IsWaiting(d, now)).ToList();
        var plans = await PlanAsync(putOff, ct);
        var isNeeded = putOff.ToLookup(d => plans is null || DeliveriesByHand.IsNeeded(d, plans));
        return new UndeliveredMail(
            [.. unsent.Where(d => d.State == DeliveryState.Unknown).Select(Line)],
            [.. unsent.Where(d => DeliveriesByHand.IsRefused(d, now)).Select(Line)],
            [.. isNeeded[true].GroupBy(Why).Select(same => (same.Key, same.Count()))])
        {
            NotNeeded = isNeeded[false].Count(),
        };
    }

    /// <summary>Plans the months of mails that were put off, as the next tick does.</summary>
    /// <returns>Null: rows of the catalogue are lost, so that nobody can tell.</returns>
    async Task<IReadOnlyList<GroupPlan>?> PlanAsync(List<TrackedDelivery> putOff, CancellationToken ct)
    {
        List<GroupPlan> plans = [];
        if (!putOff.Exists(d => d.Delivery.Day is null))
        {
            return plans;
        }

        try
        {
            var known = await journal.ReadAsync(ct);
            foreach (var group in await planning.FindGroupsAsync(known, null, ct))
            {
                if (putOff.Exists(d => d.Delivery.Group == group.Group && d.Delivery.Month == group.Month))
                {
                    plans.Add((await planning.PlanAsync(group, known, ct)).Plan);
                }
            }

            return plans;
        }
        catch (RowsMissingException)
        {
            return null;
        }
    }

    static DeliveryLine Line(TrackedDelivery d) => new(d.Id, string.Join(", ", d.Scorecards), d.Delivery.Month, Why(d));

    static string Why(TrackedDelivery d) => ServerWords.WithoutAddresses(d.Detail ?? "");
}
