using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScorecardFunctions;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>The app does not start with a wrong setting: it names the setting and says what to write.</summary>
public sealed class StartSettingsTests
{
    [Theory]
    [InlineData("Limits:MostRow", "10", "There is no setting Limits:MostRow. Write one of: MostBytes, ")]
    [InlineData("Limits:MostRows", "0", "Limits:MostRows must be a whole number from 1 to 9223372036854775807, not '0'.")]
    [InlineData("Limits:MostColumns", "-1", "Limits:MostColumns must be a whole number from 1 to 2147483647, not '-1'.")]
    [InlineData("Limits:MostSheets", "3000000000", "Limits:MostSheets must be a whole number from 1 to 2147483647, not '3000000000'.")]
    [InlineData("Limits:MostBytes", "many", "Limits:MostBytes must be a whole number")]
    [InlineData("Mail:Smtp", "http://mail.council.example", "Mail:Smtp must be the address of a mail server")]
    [InlineData("Mail:From", "scorecards", "Mail:From must be an email address, such as scorecards@council.example.")]
    [InlineData("Mail:CertificateAuthority", "/no/such.pem", "Mail:CertificateAuthority must be a certificate in PEM")]
    [InlineData("Mail:CertificateAuthority", "-----BEGIN CERTIFICATE-----", "Mail:CertificateAuthority must be a certificate in PEM")]
    [InlineData("Mail:MostPerHour", "-1", "MostPerHour must be between 0 and 2147483647.")]
    [InlineData("Mail:StartMonth", "June", "Mail:StartMonth must be a month such as 2012-06, not 'June'.")]
    [InlineData(
        "MonthEndSchedule",
        "0 * * * *",
        "MonthEndSchedule is not a schedule: write six NCRONTAB fields, seconds first, such as 0 0 * * * * for every hour.")]
    [InlineData("SweepSchedule", "0 30 * * * *!", "SweepSchedule is not a schedule: write six NCRONTAB fields")]
    [InlineData("SweepSchedule", "99 * * * * *", "SweepSchedule is not a schedule: write six NCRONTAB fields")]
    [InlineData("MonthEndSchedule", "0 0 7 32 * *", "MonthEndSchedule is not a schedule: write six NCRONTAB fields")]
    [InlineData("Pages:FrameAncestors", "*", "Pages:FrameAncestors has '*', which is no origin. Write https:// and a host")]
    [InlineData("Pages:FrameAncestors", "https://a.example;http://b.example", "Pages:FrameAncestors has 'http://b.example', which is no origin.")]
    [InlineData("Pages:FrameAncestors", "https://a.example/path", "Pages:FrameAncestors has 'https://a.example/path', which is no origin.")]
    [InlineData("Pages:FrameAncestors", "https://a.example 'unsafe-inline'", "which is no origin.")]
    [InlineData("Pages:AccessibilityStatement", "/accessibility", "AccessibilityStatement field is not a valid fully-qualified http, https, ")]
    [InlineData("Retention:ExportDays", "0", "ExportDays must be between 1 and 2147483647.")]
    [InlineData("Retention:RecordDays", "0", "RecordDays must be between 1 and 2147483647.")]
    [InlineData("Retention:DeletedDays", "0", "DeletedDays must be between 1 and 2147483647.")]
    public void Start_FailsWithASentence_WhereASettingIsWrong(string setting, string value, string sentence)
    {
        using var services = Build(setting, value);
        var e = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Limits:MostRows", "10")]
    [InlineData("Mail:Smtp", "smtps://mail.council.example:465")]
    [InlineData("Mail:From", "Scorecards <scorecards@council.example>")]
    [InlineData("Mail:StartMonth", "2012-06")]
    [InlineData("Mail:MostPerHour", "0")]
    [InlineData("Mail:MostPerHour", "100")]
    [InlineData("Retention:DeletedDays", "1")]
    [InlineData("Pages:FrameAncestors", "https://teams.microsoft.com; https://*.sharepoint.com:443;")]
    [InlineData("Pages:AccessibilityStatement", "https://www.council.example/accessibility")]
    [InlineData("SweepSchedule", "*/5 0-30 8,9 * Jan Mon-Fri")]
    public void Start_Succeeds_WhereASettingIsRight(string setting, string value)
    {
        using var services = Build(setting, value);
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(setting == "Limits:MostRows" ? 10 : new FileLimits().MostRows, services.GetRequiredService<FileLimits>().MostRows);
    }

    static ServiceProvider Build(string setting, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["MonthEndSchedule"] = "0 0 * * * *",
            ["SweepSchedule"] = "0 30 * * * *",
            ["Mail:From"] = "scorecards@council.example",
            [setting] = value,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddScorecards(configuration).BuildServiceProvider();
    }
}
