using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>What the month-end mail says: the same in text and HTML.</summary>
public sealed partial class MonthEndMailTests
{
    const int MostHtml = 100 * 1024;

    static readonly Uri Link = new("https://scorecards.example.org/scorecards/kent-inc-uasc/2012-05");

    [Fact]
    public async Task Mail_SaysTheSameInTextAndHtml()
    {
        var report = await Reported.KentAsync();
        var (text, html) = await WrittenAsync(report);
        Assert.Equal(Figures(text), Figures(html));
        Assert.All(Facts(report), fact => Assert.All([text, html], part => Assert.Contains(Spaced(fact), part, StringComparison.Ordinal)));
        Assert.Equal(10, Count(text, RatingLabels.NoCommentary));
        Assert.Equal(10, Count(html, RatingLabels.NoCommentary));
    }

    [Fact]
    public async Task Mail_SaysWhatChangedFirst()
    {
        var report = await Reported.KentAsync();
        Assert.Equal(12, report.Reds.Count);
        var before = report.Previous!.Results.ToDictionary(r => r.Indicator.Id, r => r.Rating);
        Assert.Equal(report.Reds.Where(r => before[r.Indicator.Id] != Rating.Red), report.Changes!.NewlyRed.Select(d => d.Now));
        Assert.Equal(
            report.Scorecard.Results.Where(r => r.Rating != Rating.Red && before[r.Indicator.Id] == Rating.Red),
            report.Changes.NoLongerRed.Select(d => d.Now));
        Assert.NotEmpty(report.RedButImproving);
        foreach (var part in new[] { (await WrittenAsync(report)).Text, (await WrittenAsync(report)).Html })
        {
            string[] said =
            [
                "■ Red", "What to know first", "As at 31/05/2012", "What changed since April 2012",
                $"Newly red ({report.Changes.NewlyRed.Count})",
                "No longer red (", "Red but improving (", "Rated red (12)", "Sections", "About the data", "Full scorecard",
            ];
            var details = part.IndexOf("As at 31/05/2012", StringComparison.Ordinal);
            int[] order = [.. said.Select((words, i) => part.IndexOf(words, i < 2 ? 0 : details, StringComparison.Ordinal))];
            Assert.DoesNotContain(-1, order);
            Assert.Equal(order.Order(), order);
        }
    }

    [Fact]
    public async Task Mail_NotesWhatIsMissingCorrectedAndOfASmallBase()
    {
        var report = await Reported.KentAsync();
        var missing = report.Scorecard.Results.Select(
            (r, i) => i == 3
                ? r with { Figure = null, Rating = null, NoValue = "c" }
                : i == 4
                ? r with { Figure = null, Rating = null }
                : r).ToList();
        report = report with { Scorecard = report.Scorecard with { Results = missing } };
        Assert.Equal(
            [
                "No figure for 2 of 44 indicators: Number of Initial Assessments per 10,000 population under 18 (c); Number of New & Updated "
                + "Core Assessments per 10,000 population under 18 (not received).",
                "Corrected since April 2012 was issued: Number of CAFs completed per 10,000 population under 18, was 66.7, now 67.1. "
                + "Why: figure corrected in april-2.csv, row 2.",
            ],
            report.DataNotes.Take(2));
        Assert.StartsWith(
            "Percentages based on fewer than 20, which can change a lot from month to month: ", report.DataNotes[2], StringComparison.Ordinal);
        Assert.EndsWith("(12 of 18).", report.DataNotes[2], StringComparison.Ordinal);
        var (text, html) = await WrittenAsync(report);
        Assert.All(report.DataNotes, note => Assert.All([text, html], part => Assert.Contains(Spaced(note), part, StringComparison.Ordinal)));
        Assert.Contains(
            "Year-to-date figures restart this month and cannot be compared with March 2012.",
            (await WrittenAsync(await Reported.WorstAsync())).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_StaysSmall_ThoughEverythingIsRedAndCommentedOnAtLength()
    {
        var report = await Reported.WorstAsync();
        Assert.Equal(44, report.Reds.Count);
        var html = await HtmlAsync(report);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, MostHtml);
        var (text, read) = await WrittenAsync(report);
        Assert.Equal(Figures(text), Figures(read));
        Assert.DoesNotContain("<more>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_SaysSo_WhereNothingIsRed_OrNothingIsKnownOfTheMonthBefore()
    {
        var report = await Reported.KentAsync();
        var green = report.Scorecard.Results.Select(r => r with { Rating = Rating.Green }).ToList();
        var (text, html) = await WrittenAsync(
            new MonthReport(report.Scorecard with { Results = green }, [], report.Commentary, report.Limits, [], report.Generated));
        Assert.All([text, html], part => Assert.Contains("No indicator is rated red.", part, StringComparison.Ordinal));
        Assert.All(
            [text, html],
            part => Assert.Contains("There is no scorecard for April 2012 to compare the ratings with.", part, StringComparison.Ordinal));
        Assert.Equal(Figures(text), Figures(html));
    }

    /// <summary>The count above is of the whole scorecard, and what is withheld may be red.</summary>
    [Fact]
    public async Task Mail_SaysThatNothingThatIsShownIsRed_WhereAnythingIsWithheld()
    {
        var report = await Reported.KentAsync();
        var shown = report.Scorecard.Results.Select((r, i) => i > 0
            ? r with { Rating = Rating.Green }
            : r with { Figure = null, Rating = null, Travel = null, IsSuppressed = true }).ToList();
        var (text, html) = await WrittenAsync(
            report with { Scorecard = report.Scorecard with { Results = shown }, Profile = new SuppressionProfile(5) });
        Assert.All([text, html], part => Assert.Contains("No indicator that you are shown is rated red.", part, StringComparison.Ordinal));
        Assert.All([text, html], part => Assert.DoesNotContain("No indicator is rated red.", part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_OfManyScorecards_StaysSmall_AndHasALineOfEach()
    {
        var worst = await Reported.WorstAsync();
        var mail = new MonthEndReport(
            [
                .. Enumerable.Range(1, 40).Select(
                    i => worst with { Scorecard = worst.Scorecard with { Scorecard = $"team-{i:00}", Name = $"Team {i}" } })],
            []);
        var html = await PageText.Html.MailAsync(mail, Linked, (_, _) => "cid:x");
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, MostHtml);
        var (text, read) = await WrittenAsync(mail);
        Assert.Equal(Figures(text), Figures(read));
        Assert.All(
            mail.Scorecards,
            of => Assert.All(
                [text, read],
                part => Assert.Contains(
                    $"{of.Scorecard.Name}: 0 green, 0 amber, 44 red, 0 not rated; 44 improved, 0 the same, 0 worse.",
                    part,
                    StringComparison.Ordinal)));
        Assert.Equal(MonthEndReport.MostRedsInFull, mail.Pictured.Count());
    }

    [Fact]
    public async Task Mail_CountsAndNamesWhatIsWithheld_AndDoesNotCallItUncommented()
    {
        var report = await Reported.KentAsync();
        var hidden = report.Scorecard.Results.Select((r, i) => i < 3
            ? r with { Figure = null, Rating = null, Travel = null, IsSuppressed = true } : r).ToList();
        report = report with
        {
            Scorecard = report.Scorecard with { Results = hidden, Summary = report.Scorecard.Summary },
            Commentary = new Dictionary<IndicatorId, Commentary>(),
            Profile = new SuppressionProfile(5)
        };
        var (text, html) = await WrittenAsync(report);
        Assert.Equal(Figures(text), Figures(html));
        Assert.All([text, html], part =>
        {
            Assert.Contains(
                "3 indicators are withheld as small numbers: these counts are of the whole scorecard and include them.",
                part,
                StringComparison.Ordinal);
            Assert.Contains("16 indicators rated as Green, 16 indicators rated as Amber", part, StringComparison.Ordinal);
            Assert.DoesNotContain(RatingLabels.NoCommentary, part, StringComparison.Ordinal);
            Assert.Contains("Commentary is withheld outside the council", part, StringComparison.Ordinal);
            Assert.Contains(
                "Numbers from 1 to 5, and those that would be rounded to one of these, are withheld. Others are rounded to the nearest 5.",
                part, StringComparison.Ordinal);
        });
        Assert.Contains(" 0 not rated, 3 withheld; ", text, StringComparison.Ordinal);
        Assert.Equal("Of these withheld 3 (last month 0)", CountBlock.Others(report)[^1].ToString());
        Assert.All([text, html], part => Assert.Contains(
            "Attached: kent-inc-uasc-2012-05.xlsx, the scorecard with twelve months and definitions.", part, StringComparison.Ordinal));
        Assert.EndsWith("worse; 3 withheld", MailSubject.Make([report]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_SaysAtItsTopHowMuchIsMissing_AndListsItAtItsEnd()
    {
        var report = await Reported.KentAsync();
        var caf = report.Scorecard.Results[0].Indicator;
        MissingFigures[] missing =
        [
            new("kent-inc-uasc", "Kent, inc UASC", Kent.May, true, [new(caf, "april.csv")], 44),
            new("ashford", "Ashford", Kent.May, false, [new(caf, null)], 44),
        ];
        var (text, html) = await WrittenAsync(new MonthEndReport([report], missing));
        Assert.Equal(Figures(text), Figures(html));
        string[] said =
        [
            "This month is not complete: 1 figure is missing, and 1 scorecard has no figures.", "As at 31/05/2012", "What is missing",
            "No figures received for May 2012: Ashford.", $"1 indicator, Kent, inc UASC: {caf.Name}.",
        ];
        foreach (var part in new[] { text, html })
        {
            int[] order = [.. said.Select(words => part.IndexOf(words, StringComparison.Ordinal))];
            Assert.DoesNotContain(-1, order);
            Assert.Equal(order.Order(), order);
        }
    }

    /// <summary>What a reader is not shown in one of the months may be newly red.</summary>
    [Theory]
    [InlineData(false, false, "No indicator is newly red.")]
    [InlineData(true, false, "No indicator that you are shown in both months is newly red.")]
    [InlineData(false, true, "No indicator that you are shown in both months is newly red.")]
    public async Task ThingsToKnow_SayNothingOfWhatIsWithheld(bool isNowWithheld, bool isThenWithheld, string said)
    {
        var report = await Reported.KentAsync();
        List<Result> red = [.. report.Scorecard.Results.Select(r => r with { Rating = Rating.Red, Travel = null })];
        var now = Month(report.Scorecard, isNowWithheld);
        var before = Month(report.Previous!, isThenWithheld);
        Assert.Contains(said, ToKnow.Find(report with { Scorecard = now, Earlier = [before], Corrected = [] }));

        MonthlyScorecard Month(MonthlyScorecard of, bool isWithheld) =>
            of with { Results = [.. red.Select((r, i) => isWithheld && i == 0 ? r with { IsSuppressed = true, Figure = null, Rating = null } : r)] };
    }

    [Fact]
    public async Task Mail_BeginsWithTheCounts_LastMonthsBesideThem_AndThreeThingsToKnow()
    {
        var report = await Reported.KentAsync();
        Assert.Equal(
            [$"■ Red 12 (last month {report.Previous!.Summary.Red})", $"▲ Amber 16 (last month {report.Previous.Summary.Amber})"],
            CountBlock.Ratings(report).Take(2).Select(b => b.ToString()));
        Assert.Equal(["↑ Improved 28", "→ Same 5", "↓ Worse 11"], CountBlock.Others(report).Select(b => b.ToString()));
        var things = ToKnow.Find(report);
        Assert.Equal(3, things.Count);
        Assert.StartsWith("Newly red (3): ", things[0], StringComparison.Ordinal);
        Assert.StartsWith("Corrected figures of April 2012 (1): ", things[1], StringComparison.Ordinal);
        Assert.StartsWith("New financial year: ", ToKnow.Find(await Reported.WorstAsync())[0], StringComparison.Ordinal);
        var green = report.Scorecard.Results.Select(r => r with { Rating = Rating.Green, Travel = null }).ToList();
        Assert.Equal(
            ["No indicator is red."],
            ToKnow.Find(report with { Scorecard = report.Scorecard with { Results = green }, Earlier = [], Corrected = [] }));
    }

    /// <summary>A month whose first figures came once the next one was due is in no mail of its own.</summary>
    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(0, 0, false)] // a scorecard that begins: none was mailed before
    public async Task Mail_SaysThatTheMonthBefore_HasNotBeenMailed(int edition, int editionBefore, bool isSaid)
    {
        var report = await Reported.KentAsync();
        var april = report.Previous! with { Edition = edition };
        var march = april with { Month = april.Month.Previous(), Edition = editionBefore };
        var (text, html) = await WrittenAsync(report with { Earlier = [april, march] });
        Assert.All([text, html], part => Assert.Equal(isSaid, part.Contains("April 2012 has not been mailed.", StringComparison.Ordinal)));
    }

    /// <summary>That nothing is red says nothing of the other colours.</summary>
    [Theory]
    [InlineData(0, false, "No indicator is red, and none has changed its colour.")]
    [InlineData(1, false, "No indicator is red. 1 has another colour than last month.")]
    [InlineData(3, false, "No indicator is red. 3 have another colour than last month.")]
    [InlineData(
        0, true, "No indicator that you are shown is red, and none that you are shown in both months has changed its colour.")]
    [InlineData(2, true, "No indicator that you are shown is red. 2 have another colour than last month.")]
    public async Task ThingsToKnow_SayThatOtherColoursHaveChanged_WhereNothingIsRed(int changed, bool isWithheld, string said)
    {
        var report = await Reported.KentAsync();
        List<Result> green = [.. report.Scorecard.Results.Select(r => r with { Rating = Rating.Green, Travel = null })];
        List<Result> now = [.. green.Select((r, i) => i < changed ? r with { Rating = Rating.Amber }
            : i == 9 && isWithheld ? r with { Rating = null, Figure = null, IsSuppressed = true } : r)];
        Assert.Equal([said], ToKnowOf(report, green, now));
    }

    /// <summary>0 of 0 has no colour: who looks for it among the changes of colour finds nothing.</summary>
    [Theory]
    [InlineData(1, 0, "No indicator is red, and none has changed its colour. 1 is no longer rated: it has no figure.")]
    [InlineData(2, 1, "No indicator is red. 1 has another colour than last month. 2 are no longer rated: they have no figure.")]
    public async Task ThingsToKnow_SayApart_WhatIsNoLongerRated(int none, int changed, string said)
    {
        var report = await Reported.KentAsync();
        List<Result> green = [.. report.Scorecard.Results.Select(r => r with { Rating = Rating.Green, Travel = null })];
        List<Result> now =
        [
            .. green.Select((r, i) => i < none ? r with { Figure = null, Numerator = 0, Denominator = 0, Rating = null }
                : i < none + changed ? r with { Rating = Rating.Amber }
                : r),
        ];
        Assert.Equal([said], ToKnowOf(report, green, now));
    }

    /// <summary>Of what is not rated, as where the targets have ended and the new ones are not there, nothing is known of red.</summary>
    [Theory]
    [InlineData(false, "No indicator is rated: there is no target or no figure.")]
    [InlineData(true, "No indicator that you are shown is rated.")]
    public async Task ThingsToKnow_DoNotSayThatNothingIsRed_WhereNothingIsRated(bool isWithheld, string said)
    {
        var report = await Reported.KentAsync();
        List<Result> now =
        [
            .. report.Scorecard.Results.Select((r, i) => r with { Rating = null, Target = null, Travel = null, IsSuppressed = isWithheld && i == 0 }),
        ];
        Assert.Equal(
            [said],
            ToKnowOf(report, now, now));
    }

    /// <summary>0 of 0, as of a year-to-date share in April: nothing is missing.</summary>
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(30, 0, true)]
    [InlineData(null, null, true)]
    public async Task ThingsToKnow_NameWhatHasNoFigure_UnlessThereWasNoneToCount(int? numerator, int? denominator, bool isNamed)
    {
        var report = await Reported.KentAsync();
        var before = report.Scorecard.Results[0];
        var none = before with { Figure = null, Rating = null, Travel = null, Numerator = numerator, Denominator = denominator };
        var (now, then) = (report.Scorecard with { Results = [none] }, report.Previous! with { Results = [before] });
        var changed = report with { Scorecard = now, Earlier = [then], Corrected = [] };
        Assert.Equal(isNamed, ToKnow.Find(changed).Contains($"No figure this month (1): {before.Indicator.Name}."));
        Assert.Single(changed.Changes!.LostFigure);
    }

    /// <summary>Where it divides by 0 all its figures are there, and those of what is calculated from it; else one is missing.</summary>
    [Theory]
    [InlineData(0, "No indicator is rated: there is no target or no figure.", "its formula divides by 0", "No figure for 2 of 4 indicators: share "
        + "(its formula divides by 0); and 1 that is calculated from these.")]
    [InlineData(null, "No figure this month (3): episodes; share; and 1 more.", "cannot be calculated", "No figure for 3 of 4 indicators: episodes "
        + "(not received); and 2 that are calculated from these.")]
    public async Task ThingsToKnow_NameAFormulaWithoutAFigure_UnlessItDividesByZero(int? episodes, string said, string why, string note)
    {
        var report = await Reported.KentAsync();
        var changed = report with
        {
            Scorecard = report.Scorecard with { Results = Results(0, episodes, null) },
            Earlier = [report.Previous! with { Results = Results(1, 2, 50) }],
            Corrected = [],
        };
        Assert.Equal([said], ToKnow.Find(changed));
        Assert.Contains(
            $"share: {why}, was not rated at 50", WhatChanged.Lists(changed.Changes!).Single(list => list.Title == "No figure this month").Lines);
        Assert.Equal(note, changed.DataNotes[0]);

        static List<Result> Results(int held, int? episodes, int? share) =>
        [
            Made("held", held), Made("episodes", episodes), Made("share", share, "held / episodes * 100"), Made("rest", share, "100 - share"),
        ];

        static Result Made(string id, int? figure, string? formula = null) => new()
        {
            Indicator = Kent.Indicator(Polarity.H, Unit.Count, decimals: 0, id, formula),
            Figure = figure is { } known ? new Figure(known, IsUnrounded: true) : null,
        };
    }

    /// <summary>As where the indicator began a month later by the catalogue of now, while its figure of the month before still counts.</summary>
    [Fact]
    public async Task ThingsToKnow_NameTheRed_OfWhichNothingElseIsSaid()
    {
        var report = await Reported.KentAsync();
        var red = report.Scorecard.Results[0] with { Rating = Rating.Red, Travel = Travel.Same };
        Assert.Equal(
            [$"Rated red (1): {red.Indicator.Name}."],
            ToKnowOf(report, [], [red]));
    }

    /// <summary>A red that nothing of last month can be held against is told as such, and never by "no indicator is newly red".</summary>
    [Theory]
    [InlineData(2012, 5, false)] // new on the scorecard
    [InlineData(2012, 4, true)] // green in March, and counted anew from April on
    public async Task ThingsToKnow_NameTheRedThatCannotBeCompared(int year, int month, bool wasThere)
    {
        var report = await Reported.KentAsync();
        var yearToDate = report.Scorecard.Results.First(r => r.Indicator.Basis == "YTD");
        Result red = yearToDate with { Rating = Rating.Red, Travel = null }, green = yearToDate with { Rating = Rating.Green };
        var now = report.Scorecard with { Month = new Month(year, month), Results = [red] };
        var things = ToKnow.Find(report with
        {
            Scorecard = now,
            Earlier = [now with { Month = now.Month.Previous(), Results = wasThere ? [green] : [] }],
            Corrected = [],
        });
        Assert.Contains($"Red and not compared with last month (1): {red.Indicator.Name}.", things);
        Assert.DoesNotContain(things, t => t.StartsWith("No indicator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ThingsToKnow_CompareTheRed_WhoseTravelIsKnown_ThoughLastMonthsFigureIsWithheld()
    {
        var report = await Reported.KentAsync();
        var red = report.Scorecard.Results[0] with { Rating = Rating.Red, Travel = Travel.Worse };
        var withheld = red with { Figure = null, Rating = null, Travel = null, IsSuppressed = true };
        var things = ToKnow.Find(report with
        {
            Scorecard = report.Scorecard with { Results = [red] },
            Earlier = [report.Scorecard with { Month = report.Scorecard.Month.Previous(), Results = [withheld] }],
            Corrected = [],
        });
        Assert.Equal(
            [$"Red and worse (1): {red.Indicator.Name}.", "No indicator that you are shown in both months is newly red."], things);
    }

    [Fact]
    public async Task ThingsToKnow_DoNotSayThatNoneIsNewlyRed_WhereOneIsByItsTarget()
    {
        var report = await Reported.KentAsync();
        var (first, second) = (report.Scorecard.Results[0], report.Scorecard.Results[1]);
        Result[] now = [first with { Rating = Rating.Red, Travel = null }, second with { Rating = Rating.Red, Travel = null }];
        var things = ToKnow.Find(report with
        {
            Scorecard = report.Scorecard with { Results = now },
            Earlier = [report.Previous! with { Results = [now[0], now[1] with { Rating = null, Target = null }] }],
            Corrected = [],
        });
        Assert.Equal([$"Another colour because the target has changed (1): {second.Indicator.Name}."], things);
    }

    /// <summary>The count is of the whole scorecard; how many of it are new is not known from what is shown.</summary>
    [Fact]
    public async Task Subject_CountsNoNewReds_WhereTheReaderIsNotShownAll()
    {
        var report = await Reported.KentAsync();
        Assert.Contains("12 red (3 new), ", MailSubject.Make([report]), StringComparison.Ordinal);
        var last = report.Scorecard.Results[^1];
        List<Result> results = [.. report.Scorecard.Results.SkipLast(1), last with { Figure = null, Rating = null, IsSuppressed = true }];
        var subject = MailSubject.Make([report with { Scorecard = report.Scorecard with { Results = results } }]);
        Assert.StartsWith("Kent, inc UASC, May 2012: 12 red, 28 better", subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMonthInWhichEverythingBeginsAgain_DoesNotSayThatThereAreNoEarlierFigures()
    {
        var report = await Reported.KentAsync();
        List<Result> results = [.. report.Scorecard.Results.Where(r => r.Indicator.Basis == "YTD")
            .Select(r => r with { Previous = null, Travel = null })];
        var april = report.Scorecard with { Month = report.Scorecard.Month.Previous(), Results = results, Summary = Summary.From(results) };
        var mail = report with { Scorecard = april, Earlier = [report.Scorecard with { Month = april.Month.Previous() }] };
        var (text, html) = await WrittenAsync(mail);
        Assert.All([text, html, MailSubject.Make([mail])], said =>
        {
            Assert.Contains("no direction of travel", said, StringComparison.Ordinal);
            Assert.DoesNotContain(RatingLabels.NoFiguresBefore, said, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Mail_SaysOfAYearToDateFigureOfApril_ThatItIsNotCompared()
    {
        var report = await Reported.KentAsync();
        List<Result> results = [.. new[] { "YTD", "Snapshot" }.Select(basis =>
            report.Scorecard.Results.First(r => r.Indicator.Basis == basis) with { Rating = Rating.Red, Previous = null, Travel = null })];
        var april = report.Scorecard with { Month = report.Scorecard.Month.Previous(), Results = results, Summary = Summary.From(results) };
        var (text, html) = await WrittenAsync(report with { Scorecard = april, Earlier = [], Corrected = [] });
        Assert.Equal((1, 1), (Count(text, "previous not compared (the year begins), "), Count(text, "previous not known, ")));
        Assert.Equal((1, 1), (Count(html, "Previous not compared (the year begins)"), Count(html, "Previous not known")));
    }

    /// <summary>The same mail lists it as withheld: nobody reads that the council does not know it.</summary>
    [Theory]
    [InlineData(0, "previous withheld, travel ↓ Worse", "Previous withheld Travel ↓ Worse")]
    [InlineData(1, "previous not known, travel ↓ Worse", "Previous not known Travel ↓ Worse")]
    public async Task Mail_SaysOfAFigureThatWasWithheldLastMonth_ThatItWas(int withheld, string inText, string inHtml)
    {
        var report = await Reported.KentAsync();
        var red = report.Scorecard.Results[0] with { Rating = Rating.Red, Travel = Travel.Worse, Previous = null };
        var before = report.Previous!.Results.Select((r, i) => i == withheld ? r with { Figure = null, Rating = null, IsSuppressed = true } : r);
        var (text, html) = await WrittenAsync(report with
        {
            Scorecard = report.Scorecard with { Results = [red], Summary = Summary.From([red]) },
            Earlier = [report.Previous with { Results = [.. before] }],
            Profile = new SuppressionProfile(5),
        });
        Assert.Equal((1, 1), (Count(text, inText), Count(html, inHtml)));
    }

    /// <summary>As the list of what is newly red has it.</summary>
    [Theory]
    [InlineData("NA", null, "NA")]
    [InlineData(null, 0, "none to count: 0 of 0")]
    [InlineData(null, null, "not received")]
    public async Task Mail_SaysOfARed_WhyItHadNoFigureLastMonth(string? symbol, int? denominator, string reason)
    {
        var report = await Reported.KentAsync();
        var red = report.Scorecard.Results[0] with { Rating = Rating.Red, Travel = null, Previous = null };
        var none = red with { Figure = null, Rating = null, NoValue = symbol, Numerator = denominator, Denominator = denominator };
        var (text, html) = await WrittenAsync(report with
        {
            Scorecard = report.Scorecard with { Results = [red], Summary = Summary.From([red]) },
            Earlier = [report.Previous! with { Results = [none], Summary = Summary.From([none]) }],
        });
        Assert.Equal((1, 1), (Count(text, $"previous {reason}, travel –"), Count(html, $"Previous {reason} Travel –")));
        Assert.All([text, html], part => Assert.Contains($"had no figure last month ({reason})", part, StringComparison.Ordinal));
    }

    /// <summary>Of indicators without judgement, or without a target to come closer to.</summary>
    [Fact]
    public async Task AMonthInWhichNothingHasTravel_SaysSo_ThoughLastMonthsFiguresAreKnown()
    {
        var report = await Reported.KentAsync();
        var still = report.Scorecard.Results.Select(r => r with { Travel = null }).ToList();
        report = report with { Scorecard = report.Scorecard with { Results = still, Summary = Summary.From(still) } };
        var (text, html) = await WrittenAsync(report);
        Assert.All([text, html], part => Assert.Contains("No indicator can be compared with last month.", part, StringComparison.Ordinal));
        Assert.All([text, html, MailSubject.Make([report])], said =>
        {
            Assert.Contains("no direction of travel", said, StringComparison.Ordinal);
            Assert.DoesNotContain(" 0 better", said, StringComparison.Ordinal);
            Assert.DoesNotContain(" 0 improved", said, StringComparison.Ordinal);
        });
        Assert.False(report.Scorecard.HasEarlier);
    }

    [Fact]
    public async Task Mail_DrawsNoTrendOfASingleFigure()
    {
        var report = await Reported.KentAsync();
        var alone = report.Scorecard.Results.Select(r => r with { Previous = null }).ToList();
        report = report with { Earlier = [], Scorecard = report.Scorecard with { Results = alone } };
        Assert.Empty(new MonthEndReport([report], []).Pictured);
        Assert.DoesNotContain("<img", await HtmlAsync(report), StringComparison.Ordinal);
        var (text, html) = await WrittenAsync(report);
        Assert.Equal(Figures(text), Figures(html));
    }

    [Fact]
    public async Task Mail_NamesTheMissingPartOfAFormula_AndNotTheFormula()
    {
        var report = await Reported.KentAsync();
        var formula = report.Scorecard.Results.First(r => r.Indicator.Formula is { Indicators.Count: > 0 }).Indicator;
        var part = formula.Formula!.Indicators[0];
        var results = report.Scorecard.Results.Select(r => r.Indicator == formula || r.Indicator.Id == part
            ? r with { Figure = null, Rating = null, Travel = null } : r).ToList();
        var note = (report with { Scorecard = report.Scorecard with { Results = results } }).DataNotes[0];
        Assert.Contains(results.Single(r => r.Indicator.Id == part).Indicator.Name, note, StringComparison.Ordinal);
        Assert.StartsWith("No figure for 2 of 44 indicators: ", note, StringComparison.Ordinal);
        Assert.EndsWith("; and 1 that is calculated from these.", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_SaysWhatChangedAndWhy_TheSameInTextAndHtml()
    {
        var was = (await Reported.KentAsync()).Scorecard;
        var results = was.Results.ToList();
        results[0] = results[0] with
        {
            Figure = new Figure(80m, true),
            Rating = Rating.Green,
            Travel = Travel.Improved,
            Source = new Source("may-2.csv", new string('b', 64), null, 7),
            StatedReason = "Late recording."
        };
        results[1] = results[1] with { Target = 600m, Rating = Rating.Red };
        results[2] = results[2] with { Figure = new Figure(70.123m, true), Source = new Source("may-2.csv", new string('b', 64), null, 8) };
        results[3] = results[3] with { Previous = new Figure(1m, true), Travel = Travel.Worse };
        var now = was with { Edition = 2, Results = results, Summary = Summary.From(results) };
        var note = ChangeNote.Make(
            [ScorecardDiff.Between(was, now)], _ => Link, ["kent-inc-uasc-2012-05.xlsx"], "Corrected: Kent", [], MonthEndCases.Journal());
        var (text, html) = Read(note.Text(), await PageText.Html.MailAsync(note));
        Assert.Equal(Figures(text), Figures(html));
        string[] said =
        [
            "Kent, inc UASC, May 2012, edition 2",
            "was 66.0, ▲ Amber, ↓ Worse; now 80.0, ● Green, ↑ Improved. Why: figure corrected in may-2.csv, row 7. Reason given: Late recording.",
            $"Why: the target was {was.Results[1].TargetDisplay} and is now {results[1].TargetDisplay}.",
            $"Why: the figure for April 2012 was {was.Results[3].PreviousDisplay} and is now 1.0.",
            "1 more figure has changed, but no other rating or direction of travel.",
            $"{now.Summary.Green} green (was 16)",
            now.SummaryText,
            "Attached: kent-inc-uasc-2012-05.xlsx, with the current figures.",
        ];
        Assert.All(said, words => Assert.All([text, html], part => Assert.Contains(words, part, StringComparison.Ordinal)));
    }

    [Fact]
    public void Sparkline_IsAPngThatShowsTheTrend()
    {
        var rising = Sparkline.Png([1, 2, null, 4], 3, 0);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], rising[..4]);
        Assert.InRange(rising.Length, 200, 8_000);
        Assert.NotEqual(rising, Sparkline.Png([4, 2, null, 1], 3, 0));
        Assert.NotEqual(rising, Sparkline.Png([1, 2, null, 4], 3, 0, 1));
        Assert.Equal(rising, Sparkline.Png([1, 2, null, 4], 3, 0, 3));
        Assert.All(
            [Sparkline.Png([], null, 0), Sparkline.Png([null, null], 5, 0), Sparkline.Png([7], null, 0), Sparkline.Png([-1, -1, -1], null, 0)],
            png => Assert.NotEmpty(png));
    }

    /// <summary>Months that were above their own target are not drawn above a line that they never had.</summary>
    [Theory]
    [InlineData(0, 0, 20)]
    [InlineData(2, 310, 340)]
    [InlineData(3, 520, 550)]
    public void Sparkline_DrawsTheTarget_OverTheMonthsThatHaveIt(int since, int least, int most)
    {
        const int header = 41, width = Sparkline.Width * 2, height = Sparkline.Height * 2, channels = 4;
        using var packed = new ZLibStream(new MemoryStream(Sparkline.Png([1, 1, 3, 3], 9, since)[header..]), CompressionMode.Decompress);
        var rows = new byte[height * ((width * channels) + 1)];
        packed.ReadExactly(rows);
        var isDrawn = Enumerable.Range(0, width).Select(x => Enumerable.Range(0, height)
            .Select(y => (y * ((width * channels) + 1)) + 1 + (x * channels))
            .Any(at => rows[at] == 0x80 && rows[at + 3] == 255)).ToList();
        Assert.InRange(isDrawn.IndexOf(true), least, most);
        Assert.InRange(isDrawn.LastIndexOf(true), width - 20, width);
    }

    [Fact]
    public async Task Trend_KnowsSinceWhenTheTargetIsInForce()
    {
        var report = await Reported.KentAsync();
        var (red, april) = (report.Reds[0], report.Earlier[0]);
        Assert.Equal(0, report.TargetSince(red));
        var february = april with { Month = new Month(2012, 2), Results = [.. april.Results.Select(r => r with { Target = r.Target + 1 })] };
        Assert.Equal(MonthReport.Months - 3, (report with { Earlier = [april, february] }).TargetSince(red));
    }

    static IEnumerable<string> Facts(MonthReport report)
    {
        yield return report.Scorecard.SummaryText;
        foreach (var r in report.Reds)
        {
            string?[] said = [
                r.Indicator.Name, r.Display, r.TargetDisplay, r.PreviousDisplay, RatingLabels.Describe(r.Rating),
                RatingLabels.Describe(r.Travel),
                report.TrendText(r.Indicator)];
            var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
            foreach (var fact in
                said.Concat(
                    [
                        commentary?.Comment,
                        commentary?.Owner,
                        commentary?.Action,
                        commentary?.Due is { } due ? RatingLabels.Day(due) : null]).OfType<string>())
            {
                yield return fact;
            }
        }

        foreach (var fact in report.Scorecard.Sections.Select(s => s.Key.Name).Concat(report.DataNotes))
        {
            yield return fact;
        }
    }

    /// <summary>Every number that stands in a part, as often as it stands there.</summary>
    static IEnumerable<string> Figures(string part) => Number().Matches(part).Select(m => m.Value).Order(StringComparer.Ordinal);

    static int Count(string part, string words) => part.Split(words).Length - 1;

    /// <summary>Both as they are read: pictures by their alternative text, links with their address.</summary>
    static Task<(string Text, string Html)> WrittenAsync(MonthReport report) => WrittenAsync(new MonthEndReport([report], []));

    static async Task<(string Text, string Html)> WrittenAsync(MonthEndReport mail) =>
        Read(MailText.Write(mail, Linked), await PageText.Html.MailAsync(mail, Linked, (_, _) => "cid:x"));

    static (string Text, string Html) Read(string text, string html)
    {
        html = Head().Replace(html, "");
        html = Picture().Replace(html, " $1 ");
        html = Anchor().Replace(html, "$2 $1");
        return (Spaced(text), PageText.Read(html));
    }

    static Task<string> HtmlAsync(MonthReport report) => PageText.Html.MailAsync(new MonthEndReport([report], []), Linked, (_, _) => "cid:x");

    static Uri? Linked(MonthReport report) => new(Link, $"/scorecards/{report.Scorecard.Scorecard}/{report.Scorecard.Month}");

    static string Spaced(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"-?\d+(?:[./,]\d+)*%?")]
    private static partial Regex Number();

    [GeneratedRegex("<!DOCTYPE.*?</head>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<img [^>]*alt=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Picture();

    [GeneratedRegex("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    static IReadOnlyList<string> ToKnowOf(MonthReport report, IReadOnlyList<Result> before, IReadOnlyList<Result> now) =>
        ToKnow.Find(report with
        {
            Scorecard = report.Scorecard with { Results = now },
            Earlier = [report.Previous! with { Results = before }],
            Corrected = [],
        });
}
