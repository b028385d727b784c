using System.Text.Json;
using Azure.Storage.Blobs.Models;

namespace Scorecards.Faults;

/// <summary>All that a trial can be asked for at its end, in a form that is the same for the same end.</summary>
/// <param name="Answers">What the API answers, the receipts, the uploads, the mails that were accepted; by name.</param>
/// <param name="Deliveries">The state of each by address.</param>
sealed record Snapshot(IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, string> Deliveries)
{
    static readonly string[] States = ["Planned", "Claimed", "Sending", "Sent", "Unknown", "Refused"];

    /// <param name="trial">At its end.</param>
    /// <param name="isAtOnce">As <see cref="Scenario.IsAtOnce"/>.</param>
    public static async Task<Snapshot> TakeAsync(Trial trial, bool isAtOnce, CancellationToken ct)
    {
        var text = new Normal(trial.Id, isAtOnce);
        SortedDictionary<string, string> answers = new(StringComparer.Ordinal);
        foreach (var (name, given) in trial.Given)
        {
            answers[name] = text.Of(given);
        }

        foreach (var (name, answer) in await ScorecardsAsync(trial))
        {
            answers[text.Of(name)] = text.OfAnswer(answer);
        }

        foreach (var (name, upload) in await UploadsAsync(trial, text))
        {
            answers[name] = upload;
        }

        var receipts = trial.Account.Blobs.GetBlobContainerClient("receipts");
        await foreach (var blob in receipts.GetBlobsAsync(new GetBlobsOptions { Prefix = trial.Path("") }, ct))
        {
            var receipt = (await receipts.GetBlobClient(blob.Name).DownloadContentAsync(ct)).Value.Content.ToString();
            answers[$"receipt {text.Of(blob.Name)}"] = text.OfAnswer((200, receipt));
        }

        // Numbered by recipient and subject: a mail that is missing moves no other recipient's.
        var mails = trial.Account.Mails.Select(text.OfMail);
        foreach (var same in mails.GroupBy(mail => mail[..mail.IndexOf('\n', StringComparison.Ordinal)], StringComparer.Ordinal))
        {
            foreach (var (number, mail) in same.Order(StringComparer.Ordinal).Index())
            {
                answers[$"mail {same.Key} ({number + 1})"] = mail;
            }
        }

        await foreach (var queue in trial.Account.Queues.GetQueuesAsync(cancellationToken: ct))
        {
            if (!queue.Name.EndsWith("-poison", StringComparison.Ordinal))
            {
                continue;
            }

            var count = (await trial.Account.Queues.GetQueueClient(queue.Name).GetPropertiesAsync(ct)).Value.ApproximateMessagesCount;
            if (count > 0)
            {
                answers[$"messages in {queue.Name}"] = $"{count}";
            }
        }

        return new Snapshot(answers, await DeliveriesAsync(trial, text));
    }

    static async Task<List<(string Name, (int Status, string Body) Answer)>> ScorecardsAsync(Trial trial)
    {
        var all = await trial.GetAsync("/api/scorecards");
        if (all.Status != 200)
        {
            return [("/api/scorecards", all)];
        }

        List<(string Name, (int Status, string Body) Answer)> answers = [];
        using var listed = JsonDocument.Parse(all.Body);
        foreach (var scorecard in listed.RootElement.EnumerateArray())
        {
            var id = scorecard.GetProperty("id").GetString()!;
            if (!id.StartsWith(trial.Id, StringComparison.Ordinal))
            {
                continue;
            }

            answers.Add(($"/api/scorecards: {id}", (200, scorecard.GetRawText())));
            await AddAsync($"/api/odata/Results?$filter=Scorecard%20eq%20'{id}'");
            foreach (var month in scorecard.GetProperty("months").EnumerateArray().Select(m => m.GetString()!))
            {
                var (status, body) = await AddAsync($"/api/scorecards/{id}/{month}");
                var editions = status == 200 ? JsonDocument.Parse(body).RootElement.GetProperty("edition").GetInt32() : 0;
                for (var edition = 1; edition <= editions; edition++)
                {
                    await AddAsync($"/api/scorecards/{id}/{month}?edition={edition}");
                }
            }
        }

        return answers;

        async Task<(int Status, string Body)> AddAsync(string path)
        {
            var answer = await trial.GetAsync(path);
            answers.Add((path, answer));
            return answer;
        }
    }

    static async Task<List<(string Name, string Upload)>> UploadsAsync(Trial trial, Normal text)
    {
        var all = await trial.GetAsync("/api/extracts");
        if (all.Status != 200)
        {
            return [("/api/extracts", text.OfAnswer(all))];
        }

        using var listed = JsonDocument.Parse(all.Body);
        return
        [
            .. listed.RootElement.EnumerateArray()
                .Where(u => u.GetProperty("extract").GetString()!.StartsWith(trial.Path(""), StringComparison.Ordinal))
                .Select(u => (Path: text.Of(u.GetProperty("extract").GetString()!), Text: text.OfAnswer((200, u.GetRawText()))))
                .GroupBy(u => u.Path)
                .SelectMany(g => g.Select(u => u.Text).Order(StringComparer.Ordinal).Select((u, i) => ($"/api/extracts: {g.Key} ({i + 1})", u))),
        ];
    }

    static async Task<Dictionary<string, string>> DeliveriesAsync(Trial trial, Normal text)
    {
        List<(string Email, string State)> found = [];
        foreach (var state in States)
        {
            var (status, body) = await trial.GetAsync($"/api/operations/deliveries?state={state}");
            if (status != 200)
            {
                continue;
            }

            using var listed = JsonDocument.Parse(body);
            found.AddRange(listed.RootElement.EnumerateArray()
                .Where(d => d.GetProperty("email").GetString()!.Contains(trial.Id, StringComparison.Ordinal))
                .Select(d => (d.GetProperty("email").GetString()!, $"{d.GetProperty("month").GetString()} {state}")));
        }

        return found.GroupBy(d => d.Email)
            .ToDictionary(g => text.Of(g.Key), g => string.Join(", ", g.Select(d => d.State).Order(StringComparer.Ordinal)));
    }
}
