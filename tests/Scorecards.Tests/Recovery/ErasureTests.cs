using System.Text;
using System.Text.Json;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

public sealed class ErasureTests
{
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";
    const string Child = Figures + "kent-inc-uasc,caf-rate,2012-05,777,100000\n";

    /// <summary>Nothing says what it is, and each cell of its first row may be a name.</summary>
    const string Headerless = "Quillfeather,Brambleworth,Thistledown\nPennywhistle,Brambleworth,Thistledown\n";

    const string NearHeader = "scorecard," + Headerless;

    static readonly string[] Cells = ["Quillfeather", "Brambleworth", "Thistledown"];

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    async Task<decimal?> FigureAsync(string indicator = "caf-rate") =>
        (await at.ResultAsync("kent-inc-uasc", May, indicator))?.Numerator;

    [Fact]
    public async Task EverythingOfTheFile_Goes_AndTheEntryStays()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.DropAsync("copy.csv", Child);
        Assert.Equal(777, await FigureAsync());

        dynamic done = await at.App.Erasure.EraseAsync(sha256.ToUpperInvariant(), "the data officer: a child's record", default);
        await at.CalculateAsync();

        Assert.Equal(10, await FigureAsync());
        Assert.Null(at.Account.FindBlob(StorageNames.Archive, sha256));
        Assert.DoesNotContain(at.Account.Blobs(StorageNames.Archive), b => b.Name.Contains(sha256, StringComparison.Ordinal));
        Assert.Equal(["may.csv"], at.Account.Blobs(StorageNames.Extracts).Select(b => b.Name));
        Assert.NotNull(at.Account.FindBlob(StorageNames.Receipts, "may.csv.html"));
        Assert.All(at.Account.Blobs(StorageNames.Receipts), b => Assert.StartsWith("may.csv", b.Name, StringComparison.Ordinal));
        Assert.Single(at.Account.Rows(StorageNames.MeasuresTable));
        Assert.DoesNotContain(
            at.Account.Rows(StorageNames.MeasuresTable),
            r => r.Values.Values.Any(v => v is string text && text.Contains("777", StringComparison.Ordinal)));
        Assert.Equal(
            ["child.csv Erased", "copy.csv Erased", "may.csv Accepted"],
            (await at.App.Uploads.AllAsync(default).Select(a => $"{a.Path} {a.State}").ToListAsync()).Order());
        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Erasure, "the data officer: a child's record"), (journal[journal.Head].Kind, journal[journal.Head].Message));
        await at.App.Erasure.EraseAsync(sha256, "again", default);
        Assert.Equal(journal.Head, (await at.JournalAsync()).Head);
    }

    [Fact]
    public async Task ACorrectedFile_AndItsReceipt_Stay()
    {
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.DropAsync("child.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        Assert.Equal(10, await FigureAsync());
        Assert.NotNull(at.Account.FindBlob(StorageNames.Extracts, "child.csv"));
        Assert.NotNull(at.Account.FindBlob(StorageNames.Receipts, "child.csv.json"));
    }

    [Fact]
    public async Task WhatALateWriteBringsBack_GoesADayLater()
    {
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var late = at.Account.Rows(StorageNames.MeasuresTable)
            .Single(r => r.Row.Contains((JournalOf(1)).Attempt, StringComparison.Ordinal))
            .ToEntity(null);
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        at.Account.TryWrite(StorageNames.Archive, sha256, Encoding.UTF8.GetBytes(Child), new Dictionary<string, string>(), BlobCondition.Always);
        at.Account.Put(StorageNames.MeasuresTable, late);

        at.Time.Now += TimeSpan.FromDays(1);
        await at.SweepAsync();
        Assert.Null(at.Account.FindBlob(StorageNames.Archive, sha256));
        Assert.Single(at.Account.Rows(StorageNames.MeasuresTable));
        Assert.Equal((await at.JournalAsync()).Head, (await at.App.Uploads.FollowedAsync(default)).Number);

        JournalEntry JournalOf(long n) => at.App.Journal.Known[n];
    }

    [Fact]
    public async Task AfterARestore_ItIsStillGone_AndEditionsStand()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.IssueAsync(May);
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.CalculateAsync();
        await at.SweepAsync();
        var before = await at.AnswersAsync();
        Assert.Equal(
            3,
            before.Count(a => a.StartsWith("kent-inc-uasc 2012-05 e", StringComparison.Ordinal) && !a.Contains("edition", StringComparison.Ordinal)));
        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable, StorageNames.UploadsTable);
        at.Restart();
        var progress = await at.RestoreAsync();
        await at.SweepAsync();
        Assert.Equal(1, progress.Erased);
        Assert.DoesNotContain(progress.Problems, p => !p.Contains("mailed", StringComparison.Ordinal));
        Assert.Equal(before, await at.AnswersAsync());
        await Assert.ThrowsAsync<GoneException>(
            () => at.JournalAsync()
                .ContinueWith(j => at.App.Calculator.AsOfAsync(new ScorecardMonth("kent-inc-uasc", May), j.Result.UpTo(3), default))
                .Unwrap());
    }

    /// <summary>Of the months before it a mail shows what counts now, where nobody can tell any more what counted then.</summary>
    [Fact]
    public async Task MailThatComesLaterThanItsMonth_IsSent_ThoughAFigureOfAMonthBeforeWasErasedMeanwhile()
    {
        const string Recipients = "email,scorecard,audience\n";
        await at.DropAsync("recipient.csv", Recipients + "head@kent.example,kent-inc-uasc,leadership\n");
        await at.DropAsync("march.csv", Figures + "kent-inc-uasc,caf-rate,2012-03,10,100000\n");
        var sha256 = await at.DropAsync("child.csv", Figures + "kent-inc-uasc,caf-rate,2012-03,777,100000\n");
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,12,100000\n");
        var due = new DateTimeOffset(2012, 6, 20, 12, 0, 0, TimeSpan.Zero);
        Assert.Single(await at.MailAsync(due));

        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.CalculateAsync();
        await at.SweepAsync();
        await at.DropAsync("later.csv", Recipients + "late@kent.example,kent-inc-uasc,leadership\n");
        at.Restart();
        var mails = await at.MailAsync(due.AddHours(2));
        Assert.Contains("late@kent.example", mails.Keys);
    }

    [Fact]
    public async Task EditionsOfErasedBytes_AreKept_BeforeTheBytesGo()
    {
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.IssueAsync(May);
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        var before = (await at.AnswersAsync()).Where(a => a.StartsWith("kent-inc-uasc 2012-05", StringComparison.Ordinal)).ToList();
        Assert.Contains(before, a => a.StartsWith("kent-inc-uasc 2012-05 e1 of 2", StringComparison.Ordinal));
        at.Lose(StorageNames.ResultsTable);
        at.Restart();
        await at.RestoreAsync();
        Assert.Equal(before, (await at.AnswersAsync()).Where(a => a.StartsWith("kent-inc-uasc 2012-05", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AnErasedCatalogueFile_KeepsNoFigureFromBeingRestored()
    {
        var indicator = await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nnew-rate,how-much,1,99,New,H,Snapshot,per10000,1\n");
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\nkent-inc-uasc,new-rate,2012-05,20,100000\n");
        await at.IssueAsync(May);
        Assert.Equal(20, await FigureAsync("new-rate"));
        await at.App.Erasure.EraseAsync(indicator, "test", default);
        await at.CalculateAsync();
        await at.SweepAsync();
        Assert.Empty(at.Account.Rows(StorageNames.CatalogueTable));
        Assert.Equal((10, null), (await FigureAsync(), await FigureAsync("new-rate")));
        var editions = (await at.AnswersAsync()).Where(a => a.StartsWith("kent-inc-uasc 2012-05", StringComparison.Ordinal)).ToList();

        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
        at.Restart();
        await at.RestoreAsync();
        Assert.Equal((10, null), (await FigureAsync(), await FigureAsync("new-rate")));
        Assert.Equal(editions, (await at.AnswersAsync()).Where(a => a.StartsWith("kent-inc-uasc 2012-05", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task FileThatWantedAnErasedCatalogueFile_IsRestored_WithTheOneThatTookItsPlace()
    {
        const string Indicator =
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nnew-rate,how-much,1,99,New,H,Snapshot,per10000,1\n";
        var indicator = await at.DropAsync("indicator.csv", Indicator);
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,new-rate,2012-05,20,100000\n");
        await at.App.Erasure.EraseAsync(indicator, "test", default);
        await at.CalculateAsync();
        await at.SweepAsync();
        await at.DropAsync("indicator.csv", Indicator.Replace("New", "New rate", StringComparison.Ordinal));
        Assert.Equal(20, await FigureAsync("new-rate"));

        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
        at.Restart();
        Assert.Empty((await at.RestoreAsync()).Problems);
        Assert.Equal(20, await FigureAsync("new-rate"));
    }

    [Fact]
    public async Task ErasedBytes_UploadedAgain_AreRefused_AndNotKept()
    {
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.DropAsync("again.csv", Child);
        Assert.Null(await FigureAsync());
        Assert.Null(at.Account.FindBlob(StorageNames.Archive, sha256));
        var again = (await at.App.Uploads.FindAsync("again.csv", 1, default))!;
        Assert.Equal(UploadState.Refused, again.State);
        Assert.Contains("erased this exact file", (await at.JournalAsync())[again.Entry!.Value].Message, StringComparison.Ordinal);
        Assert.NotNull(at.Account.FindBlob(StorageNames.Extracts, "again.csv"));
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        Assert.Null(at.Account.FindBlob(StorageNames.Extracts, "again.csv"));

        await at.DropAsync("again.csv", Child + "\n");
        Assert.Equal(777, await FigureAsync());
    }

    /// <summary>They are refused, and lie at their path again: what is put back is what counts.</summary>
    [Fact]
    public async Task ErasedBytes_UploadedAgain_AreNotArchivedByARestore()
    {
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.DropAsync("child.csv", Child);
        Assert.NotNull(at.Account.FindBlob(StorageNames.Extracts, "child.csv"));
        await at.RestoreAsync();
        Assert.Null(at.Account.FindBlob(StorageNames.Archive, sha256));
        await at.SweepAsync();
        Assert.Empty(at.Account.Rows(StorageNames.MeasuresTable));
        Assert.Empty(at.Account.Blobs(StorageNames.Extracts));
        Assert.Null(await FigureAsync());
    }

    [Fact]
    public async Task AnErasureThatIsNotDoneYet_IsDoneAfterARestore()
    {
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.IssueAsync(May);
        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
        at.Restart();
        const string Keepers = "Soft delete and old versions in the storage account keep the bytes";
        Assert.Equal((false, $"{Keepers} for 121 days from the day on which the sweep has deleted them."), await EraseAsync());
        Assert.NotNull(at.Account.FindBlob(StorageNames.Archive, sha256));
        await at.RestoreAsync();
        await at.SweepAsync();
        at.Time.Now = new DateTimeOffset(2012, 6, 20, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal((true, $"{Keepers} at the latest until 19 October 2012."), await EraseAsync());
        Assert.Null(await FigureAsync());
        Assert.Contains(await at.AnswersAsync(), a => a.StartsWith("kent-inc-uasc 2012-05 e1 of 2", StringComparison.Ordinal));
        Assert.Null(at.Account.FindBlob(StorageNames.Archive, sha256));
        Assert.Empty(at.Account.Rows(StorageNames.MeasuresTable));

        async Task<(bool IsDeleted, string? Kept)> EraseAsync()
        {
            var said = JsonSerializer.SerializeToElement(await at.App.Erasure.EraseAsync(sha256, "test", default));
            return (said.GetProperty("IsDeleted").GetBoolean(), said.GetProperty("Kept").GetString());
        }
    }

    [Fact]
    public async Task ARefusedFile_CanBeErasedToo()
    {
        var sha256 = await at.DropAsync("child.csv", Headerless);
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.SweepAsync();
        Assert.Empty(at.Account.Blobs(StorageNames.Extracts));
        Assert.Empty(at.Account.Blobs(StorageNames.Receipts));
        Assert.Equal(UploadState.Erased, (await at.App.Uploads.FindAsync("child.csv", 1, default))!.State);
        var texts = StorageNames.Tables.SelectMany(table => at.Account.Rows(table)).SelectMany(row => row.Values.Values).OfType<string>()
            .Concat(StorageNames.Containers.SelectMany(name => at.Account.Blobs(name)).Select(blob => Encoding.UTF8.GetString(blob.Content)))
            .ToList();
        Assert.Contains(texts, text => text.Contains("no known header was found", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(Cells, cell => text.Contains(cell, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ARefusedFile_IsQuotedToWhomItConcerns_AndNotInTheJournal()
    {
        await at.DropAsync("child.csv", NearHeader);
        await at.SweepAsync();
        var receipt = at.Receipt("child.csv");
        Assert.All(Cells, cell => Assert.Contains(cell, receipt, StringComparison.Ordinal));
        var message = await MessageAsync();
        Assert.All(Cells, cell => Assert.Contains(cell, message, StringComparison.Ordinal));

        var entry = (await at.JournalAsync())[1];
        Assert.StartsWith("The file was refused: no known header was found in its first 50 rows.", entry.Message, StringComparison.Ordinal);
        Assert.Contains("Name the columns as one of the kinds does", entry.Message, StringComparison.Ordinal);
        Assert.All(Cells, cell => Assert.DoesNotContain(cell, entry.Message, StringComparison.Ordinal));

        // The row is made again of the receipt. Without that the entry's words have to do.
        at.Lose(StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        Assert.Equal(message, await MessageAsync());
        at.Account.DeleteBlob(StorageNames.Receipts, "child.csv.json");
        at.Lose(StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        Assert.Equal(entry.Message, await MessageAsync());

        async Task<string?> MessageAsync() => (await at.UploadsAsync()).Single().Message;
    }

    /// <summary>A sheet, and a file in a zip, may be called by a child's name. The receipt says it and goes with the file; the entry stays.</summary>
    [Theory]
    [InlineData("damaged", "the file is damaged or was not copied whole (one of its parts cannot be read)")]
    [InlineData("lacking", "column 'indicator' is missing from this measure file.")]
    [InlineData("merged", "the cells A2:A3 are merged")]
    [InlineData("unreadable", "row 1, column 4 has characters")]
    [InlineData("number", "row 2, column 5 has a number that looks like a child's")]
    [InlineData("numbers", "the values in column 5 look like NHS numbers")]
    [InlineData("twice", "two tables are both of kind team")]
    [InlineData("below", "row 4 looks like the header of another table")]
    [InlineData("zip", "what is in the file is a zip too")]
    [InlineData("zipped", "a file in the zip: the file is damaged or was not copied whole (its zip directory cannot be read).")]
    public async Task ARefusedFile_NamesItsSheets_InItsReceiptAlone(string fault, string said)
    {
        var path = fault.StartsWith("zip", StringComparison.Ordinal) ? "child.zip" : "child.xlsx";
        await at.DropAsync(path, Refused(fault));
        Assert.Contains(Cells[0], at.Receipt(path), StringComparison.Ordinal);
        var entry = (await at.JournalAsync())[1];
        Assert.Contains(said, entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Cells[0], entry.Message, StringComparison.Ordinal);
    }

    static byte[] Refused(string fault)
    {
        object?[] header = ["scorecard", "indicator", "month", "value"], row = ["kent-inc-uasc", "caf-rate", "2012-05", 66.0];
        object?[][] teams = Table("team");
        return fault switch
        {
            "damaged" => new XlsxBuilder().Sheet(Cells[0], _ => { }).Part(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData>"
                + "</worksheet>").ToBytes(),
            "lacking" => Book([["scorecard", "indikator", "month", "value"], row]),
            "merged" => new XlsxBuilder().Sheet(Cells[0], s => s.Rows([header, row, [null, "ia-rate", "2012-05", 40.0]]).Merge("A2:A3")).ToBytes(),
            "unreadable" => Book([["scorecard", "indicator", "month", "va\uFDD0lue"], row]),
            "number" => Book([[.. header, "note"], [.. row, "Case 999 000 0018 was late"]]),
            "numbers" => Book([[.. header, "note"], [.. row, "9990000018"], ["kent-inc-uasc", "ia-rate", "2012-05", 40.0, "9990000026"]]),
            "twice" => new XlsxBuilder().Sheet("Teams", s => s.Rows(teams)).Sheet(Cells[0], s => s.Rows(teams)).ToBytes(),
            "below" => Book([.. Table("referral"), .. teams]),
            "zipped" => XlsxBuilder.Zip([($"{Cells[0]}.xlsx", Book([header, row])[..500])]),
            _ => XlsxBuilder.Zip([($"{Cells[0]}.csv", XlsxBuilder.Zip([("may.csv", Encoding.UTF8.GetBytes(Child))]))]),
        };

        static byte[] Book(object?[][] rows) => new XlsxBuilder().Sheet(Cells[0], s => s.Rows(rows)).ToBytes();

        static object?[][] Table(string kind) => [.. Records.RecordFiles.Example(kind).Select(line => (object?[])[.. line.Split(',')])];
    }

    /// <summary>Nobody has read them: only whoever has the file knows its hash.</summary>
    [Fact]
    public async Task BytesOfAnUploadThatFailedBeforeItWasRead_AreNotOnRecord_AndTheAnswerSaysWhereTheyLie()
    {
        var sha256 = at.Upload("child.csv", Child);
        var known = await at.JournalAsync();
        var (arrival, _) = await at.App.Uploads.RegisterAsync("child.csv", "1", at.Time.Now, at.Time.Now, known, default);
        await at.App.FollowUp.FailAsync(arrival, "It failed.", default);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => at.App.Erasure.EraseAsync(sha256, "test", default));
        Assert.Equal(404, refused.Status);
        Assert.EndsWith("lies in the container extracts alone: delete it there.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "why", 400)]
    [InlineData("0000", " ", 400)]
    [InlineData("0000", "why", 404)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "why", 404)]
    public async Task WhatIsNotSaidOrKnown_IsAProblem(string sha256, string reason, int status) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<ProblemException>(() => at.App.Erasure.EraseAsync(sha256, reason, default))).Status);
}
