using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;
using Notify.Client;
using Notify.Exceptions;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// Sends by GOV.UK Notify, whose template holds <c>((subject))</c> and <c>((message))</c>: the text part goes, pictures and attachments do not.
/// The reference is the Message-ID without its domain. Notify takes a reference twice, so it only serves to ask.
/// </summary>
public sealed partial class NotifyTransport : IMailTransport
{
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    readonly NotifySettings settings;
    readonly HttpClientWrapper http = new(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = LongestAnswer });
    readonly NotificationClient client;

    public NotifyTransport(IOptions<MailSettings> mail)
    {
        settings = mail.Value.Notify;
        client = new NotificationClient(http, settings.ApiKey!);
        if (settings.Address is { Length: > 0 } address)
        {
            http.BaseAddress = new Uri(address);
        }
    }

    public async Task<MailOutcome> SendAsync(MimeMessage message, string name, Func<CancellationToken, Task<bool>> begin, CancellationToken ct)
    {
        // Asked before anything is sent: no connection or a wrong key is then no reason for doubt, and a mail of an earlier try is not taken for this
        // one.
        var reference = message.MessageId!.Split('@')[0];
        HashSet<string> earlier;
        try
        {
            earlier = await SentAsync(reference, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return e is NotifyClientException refusal
                ? new MailOutcome(Read(refusal).ForAll, Read(refusal).Detail)
                : new MailOutcome(MailResult.Unavailable, $"no connection: {Cause(e)}");
        }

        if (!await begin(ct))
        {
            return default;
        }

        try
        {
            return ct.IsCancellationRequested ? Stopped : new MailOutcome(MailResult.Sent, await SendAsync(message, reference, ct));
        }
        catch (NotifyClientException e) when (Read(e) is { IsNotifysOwn: true } answer)
        {
            return new MailOutcome(
                answer.IsOfAddress ? MailResult.Refused : answer.IsOfRecipient ? MailResult.PutOff : answer.ForAll, answer.Detail);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return await FindAsync(reference, earlier, ct) is { } id
                ? new MailOutcome(MailResult.Sent, id)
                : new MailOutcome(MailResult.Unknown, $"cut off: {(e is NotifyClientException refusal ? Read(refusal).Detail : Cause(e))}");
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return default;
    }

    /// <returns>Notify's id of the mail.</returns>
    async Task<string> SendAsync(MimeMessage message, string reference, CancellationToken ct)
    {
        // The client blocks until it is answered.
        var sent = await Task.Run(
            () => client.SendEmailAsync(
                emailAddress: message.To.Mailboxes.Single().Address,
                templateId: settings.Template,
                personalisation: new() { ["subject"] = message.Subject, ["message"] = Markdown(message) },
                clientReference: reference,
                emailReplyToId: settings.ReplyTo is { Length: > 0 } replyTo ? replyTo : null),
            ct).WaitAsync(ct);
        return sent.id;
    }

    /// <summary>
    /// The text part as Notify reads it: a list needs an empty line before it, and what else Notify would take for a list, a heading, a table or a
    /// link is escaped: "12.2% of ..." at the start of a line is a list to it, and "12." is lost.
    /// </summary>
    static string Markdown(MimeMessage message)
    {
        var escaped = Special().Replace(message.TextBody!.ReplaceLineEndings("\n"), @"\$&");
        return BeforeList().Replace(LineStart().Replace(escaped, Escaped), "\n\n").Trim();

        // Notify's parser knows no escape of these two: a space of no width in front keeps them.
        static string Escaped(Match line) => line.Groups["mark"].Value + line.Groups["words"].Value switch
        {
            "" => "",
            "^" or "•" => $"\u200B{line.Groups["words"].Value}",
            var number when char.IsAsciiDigit(number[0]) => $@"{number}\",
            var sign => $@"\{sign}",
        };
    }

    /// <summary>The ids of what Notify has taken under a reference within the seven days that it answers for.</summary>
    async Task<HashSet<string>> SentAsync(string reference, CancellationToken ct) =>
    [
        .. (await Task.Run(() => client.GetNotificationsAsync(templateType: "email", reference: reference), ct).WaitAsync(ct))
            .notifications.Select(n => n.id),
    ];

    async Task<string?> FindAsync(string reference, HashSet<string> earlier, CancellationToken ct)
    {
        try
        {
            return (await SentAsync(reference, ct)).Except(earlier).FirstOrDefault();
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    static MailOutcome Stopped => new(MailResult.Unavailable, "the app was stopped before the mail was handed over");

    static string Cause(Exception e) => (e is AggregateException several ? several.GetBaseException() : e).GetType().Name;

    /// <summary>The client gives Notify's answer as words only.</summary>
    static Answer Read(NotifyClientException e)
    {
        var groups = ErrorAnswer().Match(e.Message).Groups;
        return new Answer(groups[1].Success ? int.Parse(groups[1].Value, CultureInfo.InvariantCulture) : null, groups[2].Value, groups[3].Value);
    }

    [GeneratedRegex("""^Status code (\d+)(?:.*?"error":\s*"(\w+)",\s*"message":\s*"([^"]*)")?""", RegexOptions.Singleline)]
    private static partial Regex ErrorAnswer();

    [GeneratedRegex(@"[\\`~|[]")]
    private static partial Regex Special();

    [GeneratedRegex(@"^(?<mark>- |\d+\. |   )?(?<words>[-*#+_>^•]|\d+(?=\.))?", RegexOptions.Multiline)]
    private static partial Regex LineStart();

    [GeneratedRegex("(?<=^(?!- ).+)\n(?=- )", RegexOptions.Multiline)]
    private static partial Regex BeforeList();

    readonly record struct Answer(int? Status, string Error, string Message)
    {
        /// <summary>Of an answer that is not about one recipient: 429 = too many this minute or today.</summary>
        public MailResult ForAll => Status == 429 ? MailResult.Throttled : MailResult.Unavailable;

        public string Detail => Error == "" ? $"{Status}" : $"{Status} {Error}: {Message}";

        /// <summary>False for a gateway that gave up waiting: Notify may have taken the mail.</summary>
        public bool IsNotifysOwn => Status is not (null or 502 or 504);

        public bool IsOfAddress => Status == 400
            && (Error == "InvalidEmailError" || (Error == "ValidationError" && Message.Contains("email_address", StringComparison.Ordinal)));

        /// <summary>A team's key, or a service on trial, sends to some and not to others.</summary>
        public bool IsOfRecipient => Status == 400 && Message.Contains("to this recipient", StringComparison.Ordinal);
    }
}
