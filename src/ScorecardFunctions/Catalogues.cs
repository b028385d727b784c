using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>The catalogue in force: the built-in one, restated by what was dropped.</summary>
public sealed class Catalogues(CatalogueStore store)
{
    readonly Lazy<Task<BuiltInCatalogue>> builtIn = new(() => BuiltInCatalogue.ReadAsync(CancellationToken.None));

    public Task<BuiltInCatalogue> BuiltInAsync() => builtIn.Value;

    public async Task<Catalogue> ReadAsync(CancellationToken ct)
    {
        var start = (await builtIn.Value).Catalogue;
        var stored = await store.ReadAsync(ct);
        return new Catalogue(
            start.Indicators.Concat(stored.Indicators), start.Targets.Concat(stored.Targets), start.Scorecards.Concat(stored.Scorecards));
    }
}
