using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Renders the pages, the receipt and the mail to HTML. Whatever comes from a file is escaped.</summary>
public sealed partial class Html(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The address of the council's accessibility statement, to which every page links; null = none does.</summary>
    public string? AccessibilityStatement { get; init; }

    /// <param name="scorecards">Every scorecard that has results, with its months, the latest first.</param>
    /// <param name="lastBankHoliday">The last one known, where that is soon; null = it is not.</param>
    public Task<string> StartAsync(IReadOnlyList<ScorecardLine> scorecards, DateOnly? lastBankHoliday = null) =>
        RenderAsync<StartPage>(new()
        {
            [nameof(StartPage.Scorecards)] = scorecards,
            [nameof(StartPage.LastBankHoliday)] = lastBankHoliday,
        });

    /// <param name="besides">What is shown beside it.</param>
    public Task<string> ScorecardAsync(MonthlyScorecard scorecard, ScorecardBesides besides) =>
        RenderAsync<ScorecardPage>(new()
        {
            [nameof(ScorecardPage.Scorecard)] = scorecard,
            [nameof(ScorecardPage.Besides)] = besides,
        });

    public Task<string> IndicatorAsync(IndicatorHistory history) => RenderAsync<IndicatorPage>(new() { [nameof(IndicatorPage.History)] = history });

    public Task<string> IndicatorAsync(IndicatorMonth month) => RenderAsync<IndicatorMonthPage>(new() { [nameof(IndicatorMonthPage.Shown)] = month });

    public Task<string> ExplanationAsync(ExplainedFigure explained) =>
        RenderAsync<ExplanationPage>(new() { [nameof(ExplanationPage.Explained)] = explained });

    /// <param name="uploads">The newest first.</param>
    /// <param name="mail">That was not delivered, or may not have been.</param>
    /// <param name="next">What the next month lacks; null = that is not known.</param>
    public Task<string> UploadsAsync(IReadOnlyList<UploadLine> uploads, UndeliveredMail mail, MonthMissing? next) =>
        RenderAsync<UploadsPage>(new()
        {
            [nameof(UploadsPage.Uploads)] = uploads,
            [nameof(UploadsPage.Mail)] = mail,
            [nameof(UploadsPage.Next)] = next,
        });

    /// <param name="api">Every route of the app.</param>
    public Task<string> ApiAsync(OpenApiDocument api) =>
        RenderAsync<ApiPage>(new() { [nameof(ApiPage.Api)] = api });

    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="detail">What to do about it.</param>
    public Task<string> ProblemAsync(string title, string detail) =>
        RenderAsync<ProblemPage>(new() { [nameof(ProblemPage.Title)] = title, [nameof(ProblemPage.Detail)] = detail });

    /// <param name="receipt">The outcome of the upload.</param>
    /// <param name="faults">The first faults of its rows.</param>
    /// <param name="allFaults">How many there are in all.</param>
    /// <param name="areCopied">Whether people are sent to the copy of the refused rows for all of them.</param>
    public Task<string> ReceiptAsync(Receipt receipt, IReadOnlyList<Fault> faults, long allFaults, bool areCopied) => RenderAsync<ReceiptPage>(new()
    {
        [nameof(ReceiptPage.Receipt)] = receipt,
        [nameof(ReceiptPage.Faults)] = faults,
        [nameof(ReceiptPage.AllFaults)] = allFaults,
        [nameof(ReceiptPage.AreCopied)] = areCopied,
    });

    /// <param name="report">What the mail is about.</param>
    /// <param name="link">A scorecard's page; null = none is known.</param>
    /// <param name="image">Where the picture of a red's trend is found.</param>
    /// <param name="preview">What is to be known of the mail before it is sent, one line each, name and words; null = it is sent.</param>
    public async Task<string> MailAsync(
        MonthEndReport report,
        Func<MonthReport, Uri?> link,
        Func<MonthReport, Result, string> image,
        IReadOnlyList<(string Name, string Words)>? preview = null) => Small(await RenderAsync<MonthEndMail>(new()
        {
            [nameof(MonthEndMail.Report)] = report,
            [nameof(MonthEndMail.Link)] = link,
            [nameof(MonthEndMail.Image)] = image,
            [nameof(MonthEndMail.Preview)] = preview,
        }));

    /// <summary>A short mail.</summary>
    /// <param name="preview">As of a month-end mail.</param>
    public async Task<string> MailAsync(MailNote note, IReadOnlyList<(string Name, string Words)>? preview = null) =>
        Small(await RenderAsync<NoteMail>(new() { [nameof(NoteMail.Note)] = note, [nameof(NoteMail.Preview)] = preview }));

    /// <summary>Mail programs cut what is longer than 100 KB: without indents, and with characters beyond ASCII as they are.</summary>
    static string Small(string html) =>
        Encoded().Replace(
            Indents().Replace(html, "\n"),
            m => char.ConvertFromUtf32(int.Parse(m.ValueSpan[3..^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\n\s+")]
    private static partial Regex Indents();

    /// <summary>Above the control characters that follow ASCII.</summary>
    [GeneratedRegex("&#x(?:[A-F][0-9A-F]|[0-9A-F]{3,5});")]
    private static partial Regex Encoded();

    async Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CascadingValue<string?>>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(CascadingValue<string?>.Name)] = nameof(Page.AccessibilityStatement),
                [nameof(CascadingValue<string?>.Value)] = AccessibilityStatement,
                [nameof(CascadingValue<string?>.ChildContent)] = (RenderFragment)Content,
            }))).ToHtmlString());

        void Content(RenderTreeBuilder content)
        {
            content.OpenComponent<TComponent>(0);
            foreach (var (name, value) in parameters)
            {
                content.AddComponentParameter(1, name, value);
            }

            content.CloseComponent();
        }
    }
}
