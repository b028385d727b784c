using static ScorecardFunctions.Tests.Deployment.Bicep;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>Mail that is written into the container outbox counts as sent: an installation without a way of mail issues nothing, unless it says
/// so.</summary>
public sealed class DryRunTests
{
    [Theory]
    [InlineData("mailApplication", "{ clientId: '3', principalId: '4' }", "null", "False")]
    [InlineData("smtp", "{ server: 'smtp://relay.example.org', from: 'scorecards@example.org' }", "null", "False")]
    [InlineData("notify", "{ template: '6' }", "null", "False")]
    [InlineData("notify", "null", "null", "True")]
    [InlineData("notify", "null", "false", "False")]
    [InlineData("notify", "{ template: '6' }", "true", "True")]
    public async Task Mail_IsADryRun_WhereNoWayIsSet_UnlessTheInstallationDecides(string way, string value, string decided, string expected)
    {
        var resources = await EverythingWithAsync(
            ("mailApplication", "null"), ("smtp", "null"), ("notify", "null"), (way, value), ("Mail__DryRun", decided));
        var settings = Assert.Single(resources, r => Id(r).EndsWith("/config/appsettings", StringComparison.Ordinal));
        Assert.Equal(expected, Value(settings, "properties.Mail__DryRun"));
    }
}
