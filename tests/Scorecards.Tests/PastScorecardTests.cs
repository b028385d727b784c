using Scorecards.Application;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What was known at an earlier moment.</summary>
public sealed class PastScorecardTests
{
    readonly StoredFigures stored = new();

    GivenMonths Outside => new(
        new SuppressionProfile(5), (_, _, _) => throw new InvalidOperationException("Something stored is read."), stored.CatalogueReader.ReadAsync);

    [Theory]
    [InlineData("1", "10.0")]
    [InlineData("2", "20.0")]
    [InlineData("3", "10.0")]
    [InlineData("2012-06-01", "10.0")]
    [InlineData("2012-06-02", "20.0")]
    [InlineData("2012-06-03", "10.0")]
    public async Task AsOf_GivesWhatWasKnownThen(string asOf, string display)
    {
        await CorrectAndWithdrawAsync();
        var found = await FindAsync("2012-05", asOf);
        Assert.Equal(display, found.Results.Single(r => r.Indicator.Id == "caf-rate").Display);
    }

    [Theory]
    [InlineData("2012-05", "2012-05-31", 404, "when 2012-05-31 ended")]
    [InlineData("2012-04", "3", 404, "at entry 3")]
    [InlineData("2012-05", "4", 404, "its last one is 3")]
    [InlineData("2012-05", "2012-06-05", 400, "in the future")]
    [InlineData("2012-05", "0", 400, "neither a day")]
    [InlineData("2012-05", "-1", 400, "neither a day")]
    [InlineData("2012-05", "1\0", 400, "neither a day")]
    [InlineData("2012-05", "2012-06", 400, "neither a day")]
    [InlineData("2012-05", "2012-02-30", 400, "neither a day")]
    [InlineData("may", "3", 400, "not a month")]
    [InlineData("2012-5\0", "3", 400, "not a month")]
    public async Task AsOf_SaysWhyThereIsNothing(string month, string asOf, int status, string words)
    {
        await CorrectAndWithdrawAsync();
        var problem = await ProblemAsync(month, asOf);
        Assert.Equal(status, problem.Status);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    /// <summary>On 2 June London was an hour ahead: its day ends at 23:00 UTC.</summary>
    [Theory]
    [InlineData(22, "2012-06-01", "2012-06-02")]
    [InlineData(23, "2012-06-02", "2012-06-03")]
    public async Task AsOf_EndsTheDay_InLondon(int hour, string before, string firstDay)
    {
        stored.Now = new DateTimeOffset(2012, 6, 2, hour, 30, 0, TimeSpan.Zero);
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        stored.Now = stored.Now.AddDays(9);
        Assert.Equal(404, (await ProblemAsync("2012-05", before)).Status);
        Assert.Equal(1, (await FindAsync("2012-05", firstDay)).Results.Count(r => r.Figure is not null));
    }

    [Fact]
    public async Task AsOf_OfTheLatest_IsTheLatestKnownThen()
    {
        await stored.AcceptAsync("april.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 90));
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        Assert.Equal(new Month(2012, 4), (await FindAsync("latest", "1")).Month);
        Assert.Equal(new Month(2012, 5), (await FindAsync("latest", "2")).Month);
    }

    [Fact]
    public async Task AsOf_BeforeAnErasure_SaysThatItWasErased()
    {
        var entry = await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.AcceptAsync("corrected.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 200));
        await stored.CommitAsync(EntryKind.Erasure, entry.Place, entry.Touches);
        await stored.RemoveAsync(entry);
        Assert.Equal((410, "No longer known"), ((await ProblemAsync("2012-05", "2")).Status, (await ProblemAsync("2012-05", "1")).Title));
        Assert.Equal("20.0", (await FindAsync("2012-05", "3")).Results.Single(r => r.Indicator.Id == "caf-rate").Display);
    }

    /// <summary>Entry 2 issues the month, 3 corrects it, 4 is the erasure.</summary>
    [Theory]
    [InlineData(1, "410 410 410 20.0 20.0", 2)]
    [InlineData(3, "10.0 10.0 410 10.0 10.0", 3)]
    public async Task AsOf_OfAnIssuedMonth_IsGoneWhereTheErasedUploadCounted_AndKnownLater(int erased, string known, int edition)
    {
        var first = await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.Journal.CommitAsync(_ => Issue(), default);
        var third = await stored.AcceptAsync("corrected.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 200));
        await stored.CalculateAsync();
        var entry = erased == 1 ? first : third;
        await stored.CommitAsync(EntryKind.Erasure, entry.Place, entry.Touches);
        await stored.CalculateAsync();
        await stored.RemoveAsync(entry);
        await stored.AcceptAsync("later.csv", (StoredFigures.Kent, "lac-pep", "2012-05", 961));
        List<string> found = [];
        for (var number = 1; number <= 5; number++)
        {
            found.Add(await ShownAsync($"{number}"));
        }

        Assert.Equal(known, string.Join(' ', found));
        Assert.Equal(edition, (await FindAsync("2012-05", "4")).Edition);

        async Task<string> ShownAsync(string asOf)
        {
            try
            {
                return (await FindAsync("2012-05", asOf)).Results.Single(r => r.Indicator.Id == "caf-rate").Display!;
            }
            catch (ProblemException problem)
            {
                return $"{problem.Status}";
            }
        }

        static JournalEntry Issue() => new()
        {
            Kind = EntryKind.Issue,
            Intent = "issue",
            Attempt = "issue",
            Group = "kent",
            Month = new Month(2012, 5),
            Names = [StoredFigures.Kent],
            Touches = new Touches { Stated = new MonthSet([new ScorecardMonth(StoredFigures.Kent, new Month(2012, 5))]) },
        };
    }

    [Fact]
    public async Task AsOf_IsNotGiven_WithAnEditionOrAsAWorkbook()
    {
        await CorrectAndWithdrawAsync();
        var whole = new GivenMonths(null, NothingIsRead, stored.CatalogueReader.ReadAsync);
        Assert.Equal(("Edition or asOf", 400), await RefusedAsync("1", false, whole));
        Assert.Equal(("No workbook of then", 400), await RefusedAsync("", true, whole));
        Assert.NotNull(await stored.Queries.FindAsync(StoredFigures.Kent, "2012-05", "", "2", false, whole, default));

        async Task<(string Title, int Status)> RefusedAsync(string edition, bool isWorkbook, GivenMonths given)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() =>
                stored.Queries.FindAsync(StoredFigures.Kent, "2012-05", edition, "2", isWorkbook, given, default));
            return (problem.Title, problem.Status);
        }

        static Task<MonthlyScorecard?> NothingIsRead(ScorecardId scorecard, Month month, CancellationToken ct) =>
            throw new InvalidOperationException("Something stored is read.");
    }

    /// <summary>A reader outside is given what was known then by the rule of any month, the month before as it was then too.</summary>
    [Fact]
    public async Task AsOf_HasNoSmallNumbers_ForAReaderOutside()
    {
        await stored.AcceptAsync("first.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 4), (StoredFigures.Kent, "caf-rate", "2012-05", 92));
        stored.Now = stored.Now.AddDays(1);
        await stored.AcceptAsync("second.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 61), (StoredFigures.Kent, "caf-rate", "2012-05", 3));
        const string First = "2012-06-01";
        const string Second = "2012-06-02";
        List<string?> shown = [await ShownAsync(First, "2012-05"), await ShownAsync(Second, "2012-05"), await ShownAsync(Second, "2012-04")];
        Assert.Equal(["90", "c", "60"], shown);

        async Task<string?> ShownAsync(string asOf, string month)
        {
            var then = await stored.Queries.FindAsync(StoredFigures.Kent, month, "", asOf, false, Outside, default);
            var result = then.Results.Single(r => r.Indicator.Id == "caf-rate");
            Assert.Equal(asOf == Second && month == "2012-05", result.Previous is not null);
            return result.Reason ?? $"{result.Numerator}";
        }
    }

    /// <summary>Posts that others fill are no part of those by qualified social workers, so a rest of five is nobody's.</summary>
    [Theory]
    [InlineData("posts-qsw", 995, "995")]
    [InlineData("lac-pep", 995, "c")]
    [InlineData("lac-pep", 994, "995")]
    public async Task WhatIsStored_IsGivenOrWithheld_AsItIsWithAsOf(string indicator, int numerator, string given)
    {
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, indicator, "2012-05", numerator));
        await stored.CalculateAsync();
        Assert.Equal((given, given), (await ShownAsync(""), await ShownAsync("2012-06-01")));

        async Task<string> ShownAsync(string asOf)
        {
            var month = await stored.Queries.FindAsync(StoredFigures.Kent, "2012-05", "", asOf, false, Outside, default);
            var result = month.Results.Single(r => r.Indicator.Id == indicator);
            return result.Reason ?? $"{result.Numerator}";
        }
    }

    /// <summary>By the numbers a reader outside could compare what was shown before and after each single upload.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("99")]
    [InlineData("1\0")]
    [InlineData(" 1")]
    public async Task AsOf_TakesNoNumber_FromAReaderOutside(string number)
    {
        await CorrectAndWithdrawAsync();
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => stored.Queries.FindAsync(StoredFigures.Kent, "2012-05", "", number, false, Outside, default));
        Assert.Equal((403, "Number not given"), (problem.Status, problem.Title));
    }

    [Fact]
    public async Task Edition_IsInDigitsAlone()
    {
        await CorrectAndWithdrawAsync();
        await stored.CalculateAsync();
        Assert.Equal(0, (await EditionAsync("0")).Edition);
        Assert.Equal("Not an edition", (await Assert.ThrowsAsync<ProblemException>(() => EditionAsync("0\0"))).Title);

        Task<MonthlyScorecard> EditionAsync(string edition) => stored.Queries.FindAsync(StoredFigures.Kent, "2012-05", edition, default);
    }

    /// <summary>Entry 1 on 1 June, its correction on 2 June, which is withdrawn on 3 June; now it is 4 June.</summary>
    async Task CorrectAndWithdrawAsync()
    {
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        stored.Now = stored.Now.AddDays(1);
        var corrected = await stored.AcceptAsync("corrected.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 200));
        stored.Now = stored.Now.AddDays(1);
        await stored.CommitAsync(EntryKind.Withdrawal, corrected.Place, corrected.Touches);
        stored.Now = stored.Now.AddDays(1);
    }

    Task<MonthlyScorecard> FindAsync(string month, string asOf) => stored.Past.FindAsync(StoredFigures.Kent, month, asOf, default);

    Task<ProblemException> ProblemAsync(string month, string asOf) => Assert.ThrowsAsync<ProblemException>(() => FindAsync(month, asOf));
}
