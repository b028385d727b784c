using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ScorecardFunctions.Feed;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Operations;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>What the functions are made of.</summary>
public static class Services
{
    /// <summary>In bytes. What people send comes as a blob; no address takes more than a few words.</summary>
    const long LargestBody = 1 << 20;

    public static IServiceCollection AddScorecards(this IServiceCollection services, IConfiguration configuration)
    {
        // The first of what is started, so that the log begins with it.
        services.AddHostedService<AppVersion>();
        services.AddOptions<ScheduleSettings>().Bind(configuration).ValidateOnStart();
        services.AddOptions<MonthEndSettings>().Bind(configuration.GetSection("MonthEnd")).ValidateOnStart();
        services.AddOptions<MailSettings>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services.AddOptions<SuppressionSettings>().Bind(configuration.GetSection("Suppression")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScheduleSettings>, ScheduleSettingsValidator>();
        services.AddSingleton<IValidateOptions<MonthEndSettings>, MonthEndSettingsValidator>();
        services.AddSingleton<IValidateOptions<MailSettings>, MailSettingsValidator>();
        services.AddSingleton<IValidateOptions<SuppressionSettings>, SuppressionSettingsValidator>();

        AddTelemetry(services, configuration);
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => Connect(configuration));
        services.AddSingleton<IStorage>(provider => provider.GetRequiredService<ScorecardStorage>());
        services.AddSingleton<Func<Guid>>(Guid.NewGuid);
        services.AddSingleton<ConditionalWrite>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<Journal>();
        services.AddSingleton<UploadTable>();
        services.AddSingleton<MeasureTable>();
        services.AddSingleton<CatalogueTable>();
        services.AddSingleton<ResultTable>();
        services.AddSingleton<ResultReader>();
        services.AddSingleton<DeliveryTable>();
        services.AddSingleton<CalculationQueue>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<Archive>();
        services.AddSingleton<ReceiptFiles>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Backups>();
        services.AddSingleton<SeenNumbers>();
        services.AddSingleton<StorageContents>();

        services.AddSingleton(configuration.GetSection("Limits").Get<FileLimits>() ?? new FileLimits());
        services.AddSingleton(configuration.GetSection("Retention").Get<Retention>() ?? new Retention());
        services.AddSingleton<Html>();
        services.AddSingleton<CatalogueReader>();
        services.AddSingleton(new RulesVersion(MonthFold.Rules));
        services.AddSingleton<MonthCalculator>();
        services.AddSingleton<MonthReader>();
        services.AddSingleton<CommentaryReader>();
        services.AddSingleton<QueuedCalculation>();

        services.AddSingleton<ExtractReading>();
        services.AddSingleton<ExtractReceipts>();
        services.AddSingleton<ExtractIngestion>();
        services.AddSingleton<FollowUp>();
        services.AddSingleton<ExtractSweep>();
        services.AddSingleton<JournalOperations>();
        services.AddSingleton<Restoration>();
        services.AddSingleton<BackupExport>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<Garbage>();
        services.AddSingleton<Export>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton<StorageHealth>();

        services.AddSingleton<MonthReports>();
        services.AddSingleton<MonthEndPlanning>();
        services.AddSingleton<CalculatedPlanning>();
        services.AddSingleton<MonthEndIssue>();
        services.AddSingleton<MonthEndMessages>();
        services.AddSingleton<MailDispatch>();
        services.AddSingleton<MailSending>();
        services.AddSingleton<NoticeSending>();
        services.AddSingleton<MailRound>();
        services.AddSingleton<MonthEndMailing>();
        services.AddSingleton<MonthEndPreview>();
        services.AddSingleton<DeliveryOperations>();
        services.AddSingleton<MailPreview>();

        services.AddSingleton<UploadReader>();
        services.AddSingleton<UnreadableMonths>();
        services.AddSingleton<ResultRowReader>();
        services.AddSingleton<PastScorecards>();
        services.AddSingleton<ScorecardQueries>();
        services.AddSingleton<SuppressedResults>();
        services.AddSingleton<FeedData>();
        services.AddSingleton<ODataFeed>();
        services.AddSingleton<HttpAnswers>();

        // Whoever makes one disposes it: what the provider makes it keeps until the app ends.
        services.AddSingleton<Func<IMailTransport>>(provider => () => provider.GetRequiredService<IOptions<MailSettings>>().Value switch
        {
            { Smtp.Length: > 0 } => ActivatorUtilities.CreateInstance<SmtpTransport>(provider),
            { Notify.ApiKey.Length: > 0 } => ActivatorUtilities.CreateInstance<NotifyTransport>(provider),
            _ => ActivatorUtilities.CreateInstance<OutboxTransport>(provider),
        });
        return services.AddHostedService<StoragePreparation>();
    }

    /// <summary>Traces, metrics and logs to Application Insights, where APPLICATIONINSIGHTS_CONNECTION_STRING says which.</summary>
    static void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(logging => logging.AddFilter("Azure", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
        {
            Export(services, configuration);
        }
    }

    // On its own, so that the exporter's assemblies are loaded only where it is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Export(IServiceCollection services, IConfiguration configuration) =>
        services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Telemetry.Source)).UseFunctionsWorkerDefaults()
            .UseAzureMonitorExporter(exporter =>
            {
                exporter.Credential = Credential(configuration);

                // Alerts wait for single lines: no line may go because the trace around it was not sampled.
                exporter.EnableTraceBasedLogsSampler = false;
            });

    /// <summary>
    /// <c>AzureWebJobsStorage</c> as a connection string, or, as the Functions host has it, <c>AzureWebJobsStorage:blobServiceUri</c>,
    /// <c>queueServiceUri</c> and <c>tableServiceUri</c> with an identity (<c>clientId</c> for a user-assigned one).
    /// </summary>
    static ScorecardStorage Connect(IConfiguration configuration)
    {
        var section = configuration.GetSection("AzureWebJobsStorage");
        var createMissing = configuration.GetValue("Storage:CreateMissing", false);
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        if (section.Value is { Length: > 0 } connection)
        {
            return new ScorecardStorage(new BlobServiceClient(connection), new QueueServiceClient(connection, queueOptions), new TableServiceClient(connection), createMissing);
        }

        var credential = Credential(configuration);
        return new ScorecardStorage(
            new BlobServiceClient(Address("blobServiceUri"), credential),
            new QueueServiceClient(Address("queueServiceUri"), credential, queueOptions),
            new TableServiceClient(Address("tableServiceUri"), credential),
            createMissing);

        Uri Address(string name) => section[name] is { Length: > 0 } uri
            ? new Uri(uri)
            : throw new InvalidOperationException(
                $"Set AzureWebJobsStorage to a connection string, or AzureWebJobsStorage__{name} to the service's address.");
    }

    /// <summary>Who the app is to other services: the user-assigned identity that the host is told of, else whom the machine knows.</summary>
    static TokenCredential Credential(IConfiguration configuration) => configuration["AzureWebJobsStorage:clientId"] is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
