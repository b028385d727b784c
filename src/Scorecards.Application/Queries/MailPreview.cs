using Scorecards.Application.MonthEnd;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>What would be mailed of a scorecard's month, to whom and when.</summary>
public sealed class MailPreview(
    ScorecardQueries queries, SuppressedResults suppressed, MonthEndPreview previews, MonthEndMessages messages)
{
    /// <param name="scorecard">As it is in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="format">text, eml (the message as it would be sent), else HTML, below what is to be known of the mail.</param>
    /// <param name="recipient">Whose mail; blank = the first recipient's.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> ShowAsync(
        string scorecard, string month, string format, string recipient, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        suppressed.RequireWhole(
            functionKeys, "Mail not given", "Small numbers are withheld for this key, and the mail contains them. It is for council staff only.");
        var found = await queries.FindAsync(scorecard, month, "", ct);
        if (await previews.ShowAsync(found, recipient, ct) is not { } mail)
        {
            var detail = $"This address is not a recipient of '{found.Scorecard}' today. To add it, upload a recipient file. "
                + "A row with a later 'from' counts from that day on.";
            throw new ProblemException(404, "No such recipient", detail);
        }

        return format != "eml" ? await WriteAsync(mail, format == "text")
            : mail.Recipient is not null ? await MakeMessageAsync(mail, ct)
            : throw new ProblemException(404, "Nobody to send to", $"'{found.Scorecard}' has no recipients. To add one, upload a recipient file.");
    }

    async Task<WrittenText> WriteAsync(PreviewedMail mail, bool isText)
    {
        var content = mail.Content;
        IReadOnlyList<(string Name, string Words)> about = [.. mail.About, ("Subject", content.Subject)];
        return isText
            ? new WrittenText("text/plain; charset=utf-8", $"{string.Concat(about.Select(line => $"{line.Name}: {line.Words}\n"))}\n{content.Text}")
            : new WrittenText("text/html; charset=utf-8", await messages.PageAsync(content, about));
    }

    async Task<MadeFile> MakeMessageAsync(PreviewedMail mail, CancellationToken ct)
    {
        using var message = messages.Address(mail.Content, mail.Recipient!, DeliveryTable.Id(mail.Delivery!));
        var eml = new MemoryStream();
        await message.WriteToAsync(eml, ct);
        eml.Position = 0;
        return new MadeFile("message/rfc822", $"{mail.Delivery!.Month}.eml", eml);
    }
}
