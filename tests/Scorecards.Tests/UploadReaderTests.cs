using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests;

/// <summary>What people are told of uploads.</summary>
public sealed class UploadReaderTests
{
    readonly StoredFigures stored = new();

    [Fact]
    public async Task Accepted_IsCalculated_WhenEveryMonthThatFollowsFromItIsThere()
    {
        await stored.AcceptAsync("april.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 90), (StoredFigures.Kent, "caf-rate", "2012-05", 90));
        await stored.CalculateAsync();
        var entry = await stored.AcceptAsync("corrected.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 91));
        await stored.Calculator.CalculateAsync([new ScorecardMonth(StoredFigures.Kent, new Month(2012, 4))], entry.Number, default);

        // May is compared with April.
        Assert.Equal(UploadState.Accepted, (await LineAsync("corrected.csv")).State);
        Assert.Equal(UploadState.Calculated, (await LineAsync("april.csv")).State);
        await stored.CalculateAsync();
        Assert.Equal((UploadState.Calculated, entry.Number, "Accepted."), await SeenAsync("corrected.csv"));
    }

    [Fact]
    public async Task Accepted_IsCalculated_WhenItIsFollowedUp()
    {
        var entry = await stored.AcceptAsync("april.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 90));
        Assert.Equal(UploadState.Accepted, (await LineAsync("april.csv")).State);
        await stored.Uploads.FollowAsync(entry.Number, null, default);
        Assert.Equal(UploadState.Calculated, (await LineAsync("april.csv")).State);
    }

    [Fact]
    public async Task Upload_IsWhatTheJournalSays_AndElseWhatTheArrivalSays()
    {
        var first = await stored.AcceptAsync("april.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 90));
        stored.Now = stored.Now.AddHours(1);
        await stored.EndAsync("copy.csv", EntryKind.Same, first.Place, "april.csv");
        await stored.EndAsync("broken.csv", EntryKind.Refused, 0, "No kind of file.");
        await EndAsync("gone.csv", UploadState.Replaced);
        await EndAsync("bad.csv", UploadState.Failed);
        stored.Now = stored.Now.AddHours(1);
        await stored.RegisterAsync("waiting.csv");
        await stored.CalculateAsync();
        Assert.Equal(
            [
                "waiting.csv Received ",
                "bad.csv Failed Words.",
                "broken.csv Refused No kind of file.",
                "copy.csv Same The same bytes as april.csv, which counted already: nothing was to be done.",
                "gone.csv Replaced Words.",
                "april.csv Calculated Accepted.",
            ],
            (await stored.UploadReader.ReadAsync(default)).Select(u => $"{u.Extract} {u.State} {u.Message}"));
        Assert.Equal((null, null, (long?)null), await LineAsync("waiting.csv") is var line ? (line.Sha256, line.Bytes, line.Entry) : default);

        async Task EndAsync(string path, UploadState state)
        {
            var arrival = await stored.RegisterAsync(path);
            Assert.True((await stored.Uploads.TryMoveAsync(arrival, arrival with { State = state, Message = "Words." }, default)).IsMoved);
        }
    }

    [Theory]
    [InlineData(EntryKind.Withdrawal, UploadState.Calculated, "Accepted. It has been withdrawn since, so none of its figures count any more.")]
    [InlineData(EntryKind.Erasure, UploadState.Erased, "An administrator erased it. None of its figures count.")]
    public async Task Upload_SaysWhatBecameOfItSince(EntryKind kind, UploadState state, string message)
    {
        var entry = await stored.AcceptAsync("april.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 90));
        await stored.CommitAsync(kind, entry.Place, entry.Touches);
        await stored.CalculateAsync();
        Assert.Equal((state, entry.Number, message), await SeenAsync("april.csv"));
        Assert.Equal(kind == EntryKind.Withdrawal, (await LineAsync("april.csv")).IsWithdrawn);
    }

    [Fact]
    public async Task CopyOfAWithdrawnUpload_SaysThatNothingOfItCounts()
    {
        var entry = await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 90));
        await stored.EndAsync("may-final.csv", EntryKind.Same, entry.Place, "may.csv");
        await stored.CommitAsync(EntryKind.Withdrawal, entry.Place, entry.Touches);
        await stored.CalculateAsync();
        var copy = await LineAsync("may-final.csv");
        Assert.Equal(
            (UploadState.Same, true, "The same bytes as may.csv, which has been withdrawn since, so none of its figures count."),
            (copy.State, copy.IsWithdrawn, copy.Message));
    }

    [Fact]
    public async Task Page_HasTheNewestUploads_BelowTheMailThatSomebodyHasToLookInto()
    {
        var line = new UploadLine("may.csv", stored.Now, UploadState.Calculated, 1, null, null, "measure", default, 1, "Accepted.", null, false);
        var mail = new UndeliveredMail([], [], [("450 busy", 1)]);
        var page = await App.Html.UploadsAsync([.. Enumerable.Repeat(line, 1_002)], mail, null);
        Assert.Equal(1_000, page.Split(">may.csv<").Length - 1);
        Assert.Contains("Not shown are the 2 received before these: GET /api/extracts has all.", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("450 busy", StringComparison.Ordinal) < page.IndexOf(">may.csv<", StringComparison.Ordinal));
        Assert.DoesNotContain("Not shown are", await App.Html.UploadsAsync([line], mail, null), StringComparison.Ordinal);
    }

    async Task<(UploadState State, long? Entry, string? Message)> SeenAsync(string path) =>
        await LineAsync(path) is var line ? (line.State, line.Entry, line.Message) : default;

    async Task<UploadLine> LineAsync(string path) => (await stored.UploadReader.ReadAsync(default)).Single(u => u.Extract == path);
}
