using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What the receipt says of rows of the catalogue that are accepted and name what is not there.</summary>
public sealed class CatalogueNotesTests
{
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals,formula\n";
    const string Scorecards = "scorecard,name,slice,uasc,parent\n";
    const string EndedPart = "a,staff,5,6,A,L,Snapshot,percent,1,,2027-03-31,,\n";

    [Fact]
    public async Task Formula_ThatNamesWhatIsNoIndicator_IsNoted() => Assert.Equal(
        ["Row 2: 'post-unfilled' is no indicator. The formula of filled gives no value until it is one."],
        await NotesAsync($"{Indicators}filled,staff,5,5,Filled,H,Snapshot,percent,1,100 - post-unfilled\n"));

    [Fact]
    public async Task Formulas_ThatNameEachOther_AreNoted() => Assert.Equal(
        [
            "Row 2: a is in a formula that its own formula names, so neither gives a value. Correct one of them.",
            "Row 3: b is in a formula that its own formula names, so neither gives a value. Correct one of them.",
        ],
        await NotesAsync(
            $"{Indicators}a,staff,5,5,A,H,Snapshot,percent,1,100 - b\nb,staff,5,6,B,H,Snapshot,percent,1,100 - a\n"
            + "c,staff,5,7,C,H,Snapshot,percent,1,100 - a\n"));

    [Fact]
    public async Task Formula_OverIndicatorsOfTheSameFile_IsNotNoted() => Assert.Empty(await NotesAsync(
        $"{Indicators}a,staff,5,5,A,H,Snapshot,percent,1,100 - B - posts-qsw\nb,staff,5,6,B,H,Snapshot,percent,1,\n"));

    /// <summary>One that is dropped takes the value of what follows from it with it.</summary>
    [Theory]
    [InlineData("posts-agency,staff,5,2,Agency,L,Snapshot,percent,1,,2027-03-31,no,no\n", "posts-agency", "posts-unfilled")]
    [InlineData(EndedPart + "b,staff,5,7,B,L,Snapshot,percent,1,100 - a,2027-04-30,,\n", "a", "b")]
    [InlineData(EndedPart + "b,staff,5,7,B,L,Snapshot,percent,1,100 - a,2027-03-31,,\n", null, null)]
    public async Task Indicator_ThatEndsBeforeAFormulaThatNamesIt_IsNoted(string rows, string? part, string? whole)
    {
        string[] expected = part is null ? [] :
        [
            $"Row 2: {part} ends on 2027-03-31, and the formula of {whole} names it: from then on it gives no value. "
                + "Change the formula, end its indicator too, or upload the value.",
        ];
        Assert.Equal(expected, await NotesAsync($"{Indicators.TrimEnd()},active_to,whole_counts,numerator_is_part\n{rows}"));
    }

    /// <summary>Which of them counts nobody could tell from the order of the rows.</summary>
    [Fact]
    public async Task Section_WithTwoPlacesOrHeadings_IsNoted() => Assert.Equal(
        [
            "Row 3: the section staff is 'Are we supporting our staff?' with section_order 6 here, and 'Are we supporting our staff?' with "
                + "section_order 5 in row 2. A section has one heading and one place. Write the same in every row of the section, and upload the "
                + "file again.",
            "Row 6: the section early-help is 'early_help' with section_order 7 here, and 'Early help' with section_order 7 in row 5. A section has "
                + "one heading and one place. Write the same in every row of the section, and upload the file again.",
        ],
        await NotesAsync(
            $"{Indicators}a,staff,5,5,A,H,Snapshot,percent,1,\nb,staff,6,6,B,H,Snapshot,percent,1,\nc,staff,5,7,C,H,Snapshot,percent,1,\n"
            + "d,Early help,7,1,D,H,Snapshot,percent,1,\ne,early_help,7,2,E,H,Snapshot,percent,1,\n"));

    [Fact]
    public async Task Section_WithTwoPlacesOnTwoSheets_IsNotedOnTheSecond()
    {
        object?[] header = [.. Indicators.TrimEnd().Split(',')];
        var content = new XlsxBuilder()
            .Sheet("North", s => s.Rows([header, ["a", "staff", 5, 5, "A", "H", "Snapshot", "percent", 1]]))
            .Sheet("South", s => s.Rows(
                [header, ["b", "staff", 6, 6, "B", "H", "Snapshot", "percent", 1], ["c", "staff", 5, 7, "C", "H", "Snapshot", "percent", 1]]));
        var read = await ReadFile.FromAsync(content.ToStream());
        Assert.Empty(read.Faults);
        Assert.Equal(
            [
                "South: Row 2: the section staff is 'Are we supporting our staff?' with section_order 6 here, and 'Are we supporting our staff?' "
                    + "with section_order 5 in row 2 of 'North'. A section has one heading and one place. Write the same in every row of the "
                    + "section, and upload the file again.",
            ],
            read.File.Tables.SelectMany(t => t.Receipt.Notes.Select(note => $"{t.Sheet}: {note}")));
    }

    /// <summary>A council that numbers its indicators.</summary>
    [Fact]
    public async Task Number_ThatIsTheIdOfAnIndicator_IsNoted() => Assert.Equal(
        [
            "Row 3: 4.1 in the formula of share counts as a number, though an indicator has this id. "
                + "If the indicator is meant, give it an id that begins with a letter.",
        ],
        await NotesAsync(
            $"{Indicators}4.1,staff,5,5,A,H,Snapshot,percent,1,\nshare,staff,5,6,B,H,Snapshot,percent,1,4.1 / posts-qsw * 100 + 4.1\n"));

    [Theory]
    [InlineData("100")]
    [InlineData("4.1 / 4.2 * 100")]
    public async Task Formula_ThatNamesNoIndicator_IsRefused(string formula)
    {
        var fault = Assert.Single((await ReadFile.FromAsync($"{Indicators}a,staff,5,5,A,H,Snapshot,percent,1,{formula}\n")).Faults);
        Assert.Equal("formula", fault.Column);
        Assert.StartsWith("names no indicator.", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polarity_ThatIsNoLetter_IsRefused_WithWhatTheLettersMean()
    {
        var read = await ReadFile.FromAsync($"{Indicators}a,staff,5,5,A,High,Snapshot,percent,1,\n");
        Assert.Equal(
            "is not one of H, L, T, N (high is good, low is good, close to the target is good, no judgement). Use one of these",
            Assert.Single(read.Faults).Reason);
    }

    /// <summary>The row was corrected from H to L while setting up; the limits of its targets were right for H.</summary>
    [Theory]
    [InlineData("L", "green_min of 2026-04-01, green_min of 2026-10-01 for kent-inc-uasc")]
    [InlineData("H", null)]
    [InlineData("T", null)]
    public async Task Polarity_ThatLimitsOfTargetsDoNotFit_IsNoted(string polarity, string? targets)
    {
        var target = new Target
        {
            Indicator = "a",
            EffectiveFrom = new DateOnly(2026, 4, 1),
            Value = 90,
            Limits = new RatingLimits(90, null, 80, null),
        };
        var own = target with { Scorecard = "kent-inc-uasc", EffectiveFrom = new DateOnly(2026, 10, 1) };
        var band = target with { EffectiveFrom = new DateOnly(2025, 4, 1), IsConfirmed = true };
        var catalogue = new Catalogue(Kent.Catalogue.Indicators, [own, target, band], Kent.Catalogue.Scorecards);
        var read = await ReadFile.FromAsync($"{Indicators}a,staff,5,5,A,{polarity},Snapshot,percent,1,\n", catalogue: catalogue);
        string[] expected = targets is null ? [] :
        [
            $"Row 2: a has the polarity L, and by limits of targets that were uploaded before, better figures are not green: {targets}. "
                + "Upload these target rows again without these limits. If bands are meant, upload them with confirmed = yes.",
        ];
        Assert.Equal(expected, read.File.Tables.Single().Receipt.Notes);
    }

    [Theory]
    [InlineData("count", null)]
    [InlineData("percent", ", and so do its targets, with their limits: 2012-04-01, 2012-10-01 for kent-inc-uasc")]
    [InlineData("per10000", "")]
    public async Task Unit_ThatIsAnother_IsNoted_WithTheTargetsThatKeepTheirNumbers(string unit, string? kept)
    {
        var target = new Target { Indicator = "a", EffectiveFrom = new DateOnly(2012, 4, 1), Value = 30 };
        var own = target with { Scorecard = "kent-inc-uasc", EffectiveFrom = new DateOnly(2012, 10, 1) };
        var none = target with { EffectiveFrom = new DateOnly(2013, 4, 1), Value = null };
        var before = Kent.Indicator(Polarity.L, Unit.Count, decimals: 0, id: "a");
        var catalogue = new Catalogue([before], kept == "" ? [none] : [own, none, target], Kent.Catalogue.Scorecards);
        var read = await ReadFile.FromAsync($"{Indicators}a,staff,5,5,A,L,Snapshot,{unit},0,\n", catalogue: catalogue);
        string[] expected = kept is null ? [] :
        [
            $"Row 2: a had the unit count. Figures with numerator and denominator are worked out in the unit {unit} now, in every month. "
                + $"Other figures keep their numbers{kept}. Upload again those that were meant in the unit count.",
        ];
        Assert.Equal(expected, read.File.Tables.Single().Receipt.Notes);
    }

    /// <summary>The definition of re-referrals counts from 1 April on, whatever their row says.</summary>
    [Theory]
    [InlineData("R12", "Rolling 12 Months")]
    [InlineData("Year to date", null)]
    public async Task Basis_ThatIsAnother_IsNoted_SinceNoFigureFollowsIt(string basis, string? shown)
    {
        string[] expected = shown is null ? [] :
        [
            $"Row 2: rereferral-12m had the basis YTD. All its figures are shown as {shown} now: uploaded ones keep the period that they "
                + "cover, and those that are counted from records cover the period of their definition. "
                + "For figures of another period upload an indicator with an id of its own.",
        ];
        Assert.Equal(
            expected,
            await NotesAsync(
                $"{Indicators.TrimEnd()},numerator_is_part\nrereferral-12m,outcomes,4,1,Referrals within 12 months,L,{basis},percent,1,,yes\n"));
    }

    /// <summary>Elsewhere a scorecard may be named by its name.</summary>
    [Theory]
    [InlineData("kent-inc", "kent-inc", ".")]
    [InlineData("\"Kent, inc UASC\"", "Kent, inc UASC", ". Did you mean kent-inc-uasc?")]
    [InlineData("West", "West", ". Did you mean w-1?")]
    public async Task Parent_ThatIsNoScorecard_IsNoted(string cell, string parent, string meant) => Assert.Equal(
        [$"Row 2: '{parent}' is no scorecard's id{meant} ashford has no scorecard above it until it is one."],
        await NotesAsync($"{Scorecards}ashford,Ashford,district,inc,{cell}\ndover,Dover,district,inc,kent-inc-uasc\nw-1,West,team,inc,dover\n"));

    [Fact]
    public async Task Parents_InACircle_AreNoted() => Assert.Equal(
        [
            "Row 2: a is above itself by the parents of the scorecards. Correct one of them.",
            "Row 3: b is above itself by the parents of the scorecards. Correct one of them.",
            "Row 5: d is above itself by the parents of the scorecards. Correct one of them.",
        ],
        await NotesAsync($"{Scorecards}a,A,district,inc,b\nb,B,district,inc,a\nc,C,team,inc,a\nd,D,team,inc,d\n"));

    /// <summary>It is on the list again from now on, and waited for.</summary>
    [Theory]
    [InlineData("scorecard,name,slice,uasc\nnorth,North,team,inc\n", "north")]
    [InlineData(Indicators + "old,staff,5,5,Old,L,Snapshot,per10000,1,\n", "old")]
    public async Task Days_ThatARowTakesAway_AreNoted(string text, string id)
    {
        var (from, to) = (new DateOnly(2011, 4, 1), new DateOnly(2012, 4, 30));
        var north = new Scorecard
        {
            Id = "north",
            Name = "North",
            Slice = Slice.Team,
            Uasc = UascBasis.Included,
            ActiveFrom = from,
            ActiveTo = to,
        };
        var old = Kent.Indicator(Polarity.L, Unit.Per10000, id: "old") with { ActiveFrom = from, ActiveTo = to };
        var read = await ReadFile.FromAsync(text, catalogue: new Catalogue([old], [], [north]));
        Assert.Equal(
            [
                $"Row 2: {id} had active_from 2011-04-01 and active_to 2012-04-30, which this row takes away. "
                    + "If that is not meant, upload the whole row.",
            ],
            read.File.Tables.Single().Receipt.Notes);
    }

    [Fact]
    public async Task Name_ThatAnotherIndicatorHas_IsNoted_UnlessOneOfThemEnds() => Assert.Equal(
        ["Row 2: lac-dental has the name of dental too. Files that name one of the two have to use its id."],
        await NotesAsync(
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_to\n"
            + "dental,outcomes,4,50,LAC dental checks held within required timescale,H,Snapshot,percent,1,\n"
            + "dental-2011,outcomes,4,51,LAC Dental Checks held within required timescale,H,Snapshot,percent,1,2012-03-31\n"));

    /// <summary>A row that renames, and has only what is needed.</summary>
    [Fact]
    public async Task Row_ThatTakesAwayWhatWasKnown_IsNoted()
    {
        var north = new Scorecard
        {
            Id = "north",
            Name = "North",
            Parent = "kent-inc-uasc",
            Slice = Slice.District,
            SliceCode = "D1",
            Uasc = UascBasis.Included,
        };
        var own = Kent.Indicator(Polarity.L, Unit.Per10000, id: "own") with { NumeratorIsPart = true, PrefersUploads = true };
        var catalogue = new Catalogue([.. Kent.Catalogue.Indicators, own], [], [.. Kent.Catalogue.Scorecards, north]);
        Assert.Equal(
            [
                "Row 2: north had parent kent-inc-uasc and slice_code D1, which this row takes away. If that is not meant, upload the whole row.",
            ],
            await NotesAsync("scorecard,name,slice,uasc\nnorth,North and Coast,district,inc\n"));
        Assert.Equal(
            ["Row 2: own had figures_from uploads and numerator_is_part yes, which this row takes away. If that is not meant, upload the whole row."],
            await NotesAsync($"{Indicators}own,staff,5,5,New name,L,Snapshot,per10000,1,\n"));
        Assert.Equal(
            [
                "Row 2: posts-unfilled had numerator_is_part no and whole_counts no and formula 100 - posts-qsw - posts-agency, which this row takes "
                    + "away. If that is not meant, upload the whole row.",
            ],
            await NotesAsync($"{Indicators}posts-unfilled,staff,5,1,Posts unfilled,L,Snapshot,percent,1,\n"));
        Assert.Empty(await NotesAsync($"{Indicators}avg-caseload,staff,5,4,Caseload,L,Snapshot,average,1,\n"));
        Assert.Empty(await NotesAsync("scorecard,name,slice,uasc,parent,slice_code\nnorth,North,district,inc,kent-inc-uasc,d1\n"));
        Assert.Equal(
            [
                "Row 2: north had the slice_code D1. Figures counted from records are counted by D2 from now on, for every month that is not issued. "
                    + "Its rates need D2 in population too, with the effective_from that D1 has there.",
            ],
            await NotesAsync("scorecard,name,slice,uasc,parent,slice_code\nnorth,North,district,inc,kent-inc-uasc,D2\n"));
        Assert.Empty(await NotesAsync($"{Indicators.TrimEnd()},active_to\nown,staff,5,5,Own,L,Snapshot,per10000,1,,2000-01-01\n"));
        Assert.NotEmpty(await NotesAsync($"{Indicators.TrimEnd()},active_to\nown,staff,5,5,Own,L,Snapshot,per10000,1,,2027-03-31\n"));

        async Task<IEnumerable<string>> NotesAsync(string text) =>
            (await ReadFile.FromAsync(text, catalogue: catalogue)).File.Tables.Single().Receipt.Notes;
    }

    static async Task<IEnumerable<string>> NotesAsync(string text)
    {
        var read = await ReadFile.FromAsync(text);
        Assert.Empty(read.Faults);
        return read.File.Tables.Single().Receipt.Notes;
    }
}
