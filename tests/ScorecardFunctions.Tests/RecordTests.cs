using System.IO.Compression;
using System.Text;
using Azure.Storage.Blobs.Models;

namespace ScorecardFunctions.Tests;

/// <summary>Records of children on the running app: they are counted, and nothing but the places that are made for them has a child's id.</summary>
public sealed class RecordTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Mark = "zqzq";

    /// <summary>Where records are kept. Nothing of these is ever served or mailed.</summary>
    static readonly string[] OfRecords = ["extracts", "archive", "facts", "lists"];

    [Fact]
    public async Task DroppedRecords_AreCounted_AndNoTableLogMailReceiptOrAnswerHasAChildsId()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var app = await RunningApp.StartAsync(
            azurite,
            "--clock 2012-06-14T06:00:00Z",
            new() { ["Mail__Smtp"] = $"smtp://127.0.0.1:{smtp.Port}", ["MonthEndSchedule"] = "* * * * * *" });
        await app.IngestAsync("scorecard.csv", "scorecard,name,slice,slice_code,uasc\nkent-inc-uasc,\"Kent, inc UASC\",county,K,inc\n");
        await app.Blobs.GetBlobContainerClient("extracts").UploadBlobAsync("records.zip", await BinaryData.FromStreamAsync(Zip()));
        await app.ReceiptAsync("records.zip", DateTimeOffset.MinValue);
        await app.PostAsync("/api/operations/calculate?from=2012-04&to=2012-05");
        await app.UntilAsync(async () => (await app.ResultsAsync("2012-05")).TryGetValue("referral-rate", out var rate) ? rate : (System.Text.Json.JsonElement?)null, "counted figures");
        await app.IngestAsync("recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\nteam@example.org,kent-inc-uasc,data-team\n");
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > 0 ? true : (bool?)null), "mail");

        var results = await app.ResultsAsync("2012-05");
        Assert.Equal((44m, 10000m), (results["referral-rate"].GetProperty("numerator").GetDecimal(), results["referral-rate"].GetProperty("denominator").GetDecimal()));
        Assert.Equal("counted/2012-04 to 2012-05.csv", results["referral-rate"].GetProperty("source").GetProperty("extract").GetString());
        Assert.Empty((await EverythingAsync(app, smtp)).Where(place => place.Text.Contains(Mark, StringComparison.OrdinalIgnoreCase)).Select(p => p.Name));
    }

    /// <summary>The files of the known answers, with ids of children that nothing else is like.</summary>
    static MemoryStream Zip()
    {
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Scorecards.Tests", "Records", "Fixture"), "*.csv"))
            {
                var lines = File.ReadAllLines(path).Where(line => line != "").Select(line => line.Split(',')).ToList();
                var column = Array.IndexOf(lines[0], "child_id");
                using var writer = new StreamWriter(zip.CreateEntry(Path.GetFileName(path)).Open(), Encoding.UTF8);
                foreach (var (cells, row) in lines.Select((cells, row) => (cells, row)))
                {
                    if (column >= 0 && row > 0 && cells[column] != "")
                    {
                        cells[column] = Mark + cells[column];
                    }

                    writer.WriteLine(string.Join(',', cells));
                }
            }
        }

        content.Position = 0;
        return content;
    }

    static async Task<List<(string Name, string Text)>> EverythingAsync(RunningApp app, SmtpServer smtp)
    {
        List<(string Name, string Text)> all = [("log", app.Printed)];
        await foreach (var table in app.Tables.QueryAsync())
        {
            all.AddRange((await app.RowsAsync(table.Name)).Select(row => (table.Name, row)));
        }

        foreach (var container in app.Blobs.GetBlobContainers().Select(c => c.Name).Except(OfRecords))
        {
            var client = app.Blobs.GetBlobContainerClient(container);
            await foreach (var blob in client.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, default))
            {
                all.Add(($"{container}/{blob.Name}", (await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString()));
            }
        }

        all.AddRange(smtp.Accepted.Select(mail => ("mail", mail.ToString()!)));
        foreach (var path in new[]
        {
            "/", "/uploads", "/scorecards/kent-inc-uasc/2012-05", "/api/scorecards/kent-inc-uasc/2012-05", "/api/extracts", "/api/results",
            "/api/odata/Results", "/api/odata/Extracts", "/api/months/2012-05/missing",
        })
        {
            all.Add((path, await app.Http.GetStringAsync(new Uri(path, UriKind.Relative))));
        }

        return all;
    }
}
