using Scorecards.Application;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Queries;
using Scorecards.Storage;

namespace ScorecardFunctions.Http;

/// <summary>Answers what would be mailed of a scorecard's month, to whom and when.</summary>
public sealed class MailPreview(ScorecardQueries queries, MonthEndPreview previews, MonthEndMessages messages)
{
    /// <param name="scorecard">As it stands in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="format">text, eml (the message as it would go out), or the HTML part below what is to be known of it.</param>
    /// <param name="recipient">Whose mail; blank = the first recipient's.</param>
    public async Task<IResult> ShowAsync(string scorecard, string month, string format, string recipient, CancellationToken ct)
    {
        var (found, problem) = await queries.FindAsync(scorecard, month, "", ct);
        if (found is null)
        {
            return HttpAnswers.Problem(problem!);
        }

        if (await previews.ShowAsync(found, recipient, ct) is not { Content: var content } mail)
        {
            return HttpAnswers.Problem(new Problem(
                StatusCodes.Status404NotFound, "No such recipient", $"This address is not a recipient of '{found.Scorecard}'. To add it, upload a recipient file."));
        }

        IReadOnlyList<(string Name, string Words)> about = [.. mail.About, ("Subject", content.Subject)];
        return format switch
        {
            "eml" when mail.Recipient is null => HttpAnswers.Problem(new Problem(
                StatusCodes.Status404NotFound, "Nobody to send to", $"'{found.Scorecard}' has no recipients. To add one, upload a recipient file.")),
            "eml" => await EmlAsync(mail, ct),
            "text" => Results.Text($"{string.Concat(about.Select(line => $"{line.Name}: {line.Words}\n"))}\n{content.Text}", "text/plain; charset=utf-8"),
            _ => HttpAnswers.Page(content.Report is null ? content.Html : await messages.PageAsync(content.Report, content.Pictures, about)),
        };
    }

    async Task<IResult> EmlAsync(PreviewedMail mail, CancellationToken ct)
    {
        using var message = messages.Address(mail.Content, mail.Recipient!, DeliveryTable.Id(mail.Delivery!));
        var eml = new MemoryStream();
        await message.WriteToAsync(eml, ct);
        eml.Position = 0;
        return Results.Stream(eml, "message/rfc822", $"{mail.Delivery!.Month}.eml");
    }
}
