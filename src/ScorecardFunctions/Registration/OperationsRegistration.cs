using Scorecards.Application.Operations;

namespace ScorecardFunctions.Registration;

/// <summary>What keeps the installation in order, and what administrators call.</summary>
static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<QueuedCalculation>()
        .AddSingleton<ExtractSweep>()
        .AddSingleton<JournalOperations>()
        .AddSingleton<CountOperations>()
        .AddSingleton<JournalRestoration>()
        .AddSingleton<RowRestoration>()
        .AddSingleton<ArrivalRestoration>()
        .AddSingleton<RestoreComparison>()
        .AddSingleton<Restoration>()
        .AddSingleton<BackupExport>()
        .AddSingleton<Erasure>()
        .AddSingleton<Garbage>()
        .AddSingleton<Export>()
        .AddSingleton<Heartbeat>()
        .AddSingleton<StorageHealth>();
}
