using Azure.Core;
using Azure.Identity;

namespace ScorecardFunctions.Registration;

/// <summary>Who the app is to other Azure services.</summary>
static class AppIdentity
{
    /// <summary>The user-assigned identity that the settings name; else the identity of the machine.</summary>
    public static TokenCredential Find(IConfiguration configuration) => configuration["AzureWebJobsStorage:clientId"] is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
