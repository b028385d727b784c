using System.Globalization;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>The workbook that is made, read back by libraries that did not make it.</summary>
public sealed class ReportWorkbookTests
{
    const int FirstColumnOfTrends = 2;

    [Fact]
    public async Task Workbook_HasTheFiguresOfTheApi()
    {
        var report = await Reported.KentAsync();
        var sheets = Read(ReportWorkbook.Make(report));
        var scorecard = sheets["Scorecard"];
        Assert.Equal("Scorecard - Kent, inc UASC May 2012", scorecard[0][0]);
        Assert.Equal(report.Scorecard.SummaryText, scorecard[1][0]);
        Assert.Equal(["Indicators", "Polarity", "Data Period", "Latest Result", "RAG", "Travel", "Num", "Denom", "Previous", "Target"], scorecard[2]);
        var lines = scorecard.Skip(3).Where(row => row[1] is not null).ToDictionary(row => (string)row[0]!);
        var results = JsonSerializer.SerializeToElement(ScorecardDocument.From(report.Scorecard), ScorecardDocuments.Json)
            .GetProperty("sections")
            .EnumerateArray()
            .SelectMany(s => s.GetProperty("results").EnumerateArray()).ToList();
        Assert.Equal((44, 44 + 5 + 3), (lines.Count, scorecard.Count));
        Assert.Equal(44, results.Count);
        foreach (var result in results)
        {
            var line = lines[result.GetProperty("name").GetString()!];
            var factor = result.GetProperty("unit").GetString() == "percent" ? 100 : 1;
            Assert.Equal(
                ["polarity", "basis", "rating"],
                new[] { "polarity", "basis", "rating" }.Where(
                    (name, i) => result.GetProperty(name).GetString() == (string?)line[new[] { 1, 2, 4 }[i]]));
            Assert.Equal(result.GetProperty("travel").GetString(), (line[5] as string)?.Split(' ')[^1]);
            foreach (var (name, column, times) in
                new[] { ("value", 3, factor), ("numerator", 6, 1), ("denominator", 7, 1), ("previous", 8, factor), ("target", 9, factor) })
            {
                Assert.Equal(
                    Number(result.GetProperty(name)),
                    line[column] is double number ? Math.Round((decimal)number * times, 4, MidpointRounding.AwayFromZero) : null);
            }
        }

        var trend = sheets["Trends"].Single(row => Equals(row[0], "Number of CAFs completed per 10,000 population under 18"));
        Assert.Equal("May 2012", sheets["Trends"][1][FirstColumnOfTrends + 11]);
        Assert.Equal([66.7, 66.03], trend.Skip(FirstColumnOfTrends).OfType<double>().Select(v => Math.Round(v, 2)));
        Assert.Equal(12.0, sheets["Trends"].Single(row => Equals(row[0], "Rated Red"))[FirstColumnOfTrends + 11]);
        var improved = sheets["Trends"].Single(row => Equals(row[0], "Improved"));
        Assert.Null(improved[FirstColumnOfTrends + 10]);
        Assert.Equal(28.0, improved[FirstColumnOfTrends + 11]);
        Assert.Contains(sheets["Notes"], row => Equals(row[8], "No commentary"));
        var unallocated = sheets["Notes"].Single(row => Equals(row[0], "Numbers of Unallocated Cases for over 28 days (Business)"));
        Assert.Equal(["up to 0", null], unallocated[5..7]);
        Assert.Contains("Edition 1; made 2012-06-14 06:00 UTC.", sheets["Notes"].Select(row => row[0]));

        static decimal? Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetDecimal();
    }

    [Fact]
    public async Task Notes_OfAReaderOutside_DoNotSayOfAFigureThatItWasNotReceived()
    {
        var report = await Reported.KentAsync();
        var results = report.Scorecard.Results.Select(r => r with { Source = null }).ToList();
        var sheets = Read(ReportWorkbook.Make(report with { Scorecard = report.Scorecard with { Results = results } }));

        Assert.DoesNotContain(
            sheets["Notes"].SelectMany(row => row), cell => cell is string text && text.Contains("no value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notes_SayOfAFormulaThatDividesByZero_ThatItDoes_AndNotThatAFigureIsMissing()
    {
        var report = await Reported.KentAsync();
        var known = report.Scorecard.Results.Single(r => r.Indicator.Id == "lac-with-cpp") with { Figure = new Figure(0, IsUnrounded: true) };
        var share = Kent.Indicator(Polarity.H, Unit.Percent, id: "share", formula: "100 / lac-with-cpp");
        report = report with { Scorecard = report.Scorecard with { Results = [known, new Result { Indicator = share }] } };
        var notes = Read(ReportWorkbook.Make(report))["Notes"];
        Assert.Equal("no value: its formula divides by 0", notes.Single(row => Equals(row[0], "share"))[7]);
    }

    [Fact]
    public async Task Notes_ThatAreLong_AreAsHighAsTheirLines()
    {
        var report = await Reported.KentAsync();
        var none = report.Scorecard.Results.Select(r => r with { Figure = null, Rating = null, Travel = null }).ToList();
        report = report with { Scorecard = report.Scorecard with { Results = none } };
        using var document = SpreadsheetDocument.Open(ReportWorkbook.Make(report), false);
        var rows = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Row>()).ToList();
        var missing = rows.Single(r => r.InnerText == report.DataNotes[0]);
        Assert.StartsWith("No figure for 44 of 44 indicators: ", missing.InnerText, StringComparison.Ordinal);
        Assert.Equal(16 * Math.Ceiling(missing.InnerText.Length / 300.0), missing.Height!.Value);
        Assert.InRange(missing.Height.Value, 64, 409);
        Assert.Null(rows.Single(r => r.InnerText.StartsWith("Corrected since April 2012", StringComparison.Ordinal)).Height);
    }

    /// <summary>A spreadsheet has no row above 409 points, and takes a file with a cell of more than 32,767 characters for a damaged one.</summary>
    [Fact]
    public async Task Note_OfMoreThanTheHighestRowHasRoomFor_GoesOnInTheNextRow()
    {
        var report = await Reported.KentAsync();
        var none = report.Scorecard.Results[0] with { Figure = null, Rating = null, Travel = null };
        report = report with
        {
            Corrected = [],
            Scorecard = report.Scorecard with
            {
                Results =
                [
                    .. Enumerable.Range(1, 200).Select(i => none with
                    {
                        Indicator = none.Indicator with { Id = $"i{i}", Name = $"{i}: {string.Join(' ', Enumerable.Repeat("children", 20))}" },
                    }),
                ],
            },
        };
        Assert.InRange(report.DataNotes.Single().Length, 32_768, int.MaxValue);
        using var document = SpreadsheetDocument.Open(ReportWorkbook.Make(report), false);
        var rows = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Row>())
            .SkipWhile(r => !r.InnerText.StartsWith("No figure for 200 of 200 indicators: ", StringComparison.Ordinal))
            .TakeWhile(r => !r.InnerText.StartsWith("Indicator as printed", StringComparison.Ordinal)).ToList();
        Assert.Equal(report.DataNotes.Single(), string.Join(' ', rows.Select(r => r.InnerText)));
        Assert.All(rows, r => Assert.InRange(r.Height?.Value ?? 16, 16 * Math.Ceiling(r.InnerText.Length / 300.0), 409));
    }

    [Theory]
    [InlineData("Kent, inc UASC", 32.0)]
    [InlineData("Children looked after by the county council and its partners in the districts of the east, unaccompanied children included", 48.0)]
    public async Task Summary_IsAsHighAsItsLines(string name, double height)
    {
        var report = await Reported.KentAsync();
        report = report with { Scorecard = report.Scorecard with { Name = name } };
        using var document = SpreadsheetDocument.Open(ReportWorkbook.Make(report), false);
        var row = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Row>())
            .Single(r => r.InnerText == report.Scorecard.SummaryText);
        Assert.Equal(height, row.Height!.Value);
    }

    /// <summary>A frozen area higher than the window cannot be scrolled: what is below it could not be read.</summary>
    [Fact]
    public async Task Notes_HaveOnlyTheirTitleFrozen_HoweverManyThereAre()
    {
        var report = await Reported.KentAsync();
        report = report with { Corrected = [.. Enumerable.Repeat(report.Corrected[0], 88)] };
        using var document = SpreadsheetDocument.Open(ReportWorkbook.Make(report), false);
        var notes = document.WorkbookPart!.WorksheetParts.Select(p => p.Worksheet!)
            .Single(s => s.Descendants<Row>().First().InnerText.StartsWith("Notes on ", StringComparison.Ordinal));
        Assert.Equal(1, notes.Descendants<Pane>().Single().VerticalSplit!.Value);
    }

    /// <summary>What a reader outside is shown is rounded, and rated by the exact numbers.</summary>
    [Fact]
    public async Task Notes_SayWhatIsRated()
    {
        const string displayed = "Rated on the value as displayed", exact = "Ratings and directions of travel come from the exact numbers.";
        var report = await Reported.KentAsync();
        var (staff, outside) = (Said(report), Said(report with { Profile = new SuppressionProfile(5) }));
        Assert.Contains(displayed, staff, StringComparison.Ordinal);
        Assert.DoesNotContain(exact, staff, StringComparison.Ordinal);
        Assert.DoesNotContain(displayed, outside, StringComparison.Ordinal);
        Assert.Contains(exact, outside, StringComparison.Ordinal);
        Assert.All([staff, outside], said => Assert.Contains("Travel compares with the month before", said, StringComparison.Ordinal));

        static string Said(MonthReport report) => string.Join('\n', Read(ReportWorkbook.Make(report))["Notes"].Select(row => row[0]));
    }

    /// <summary>
    /// Of a month that is not issued nothing can have been corrected since. A correction that does not show, as in rounded figures, is not told, and
    /// so not that there was none.
    /// </summary>
    [Theory]
    [InlineData(0, null, false, null, "Not issued; made 2012-06-14 06:00 UTC.", "Every indicator has a figure.")]
    [InlineData(
        1, null, false, null, "Edition 1; made 2012-06-14 06:00 UTC.",
        "Every indicator has a figure, and none has been corrected since it was issued.")]
    [InlineData(1, 3, false, null, "Edition 1, not the current one: edition 3 is; made 2012-06-14 06:00 UTC.", "Every indicator has a figure.")]
    [InlineData(2, null, true, null, "Edition 2; made 2012-06-14 06:00 UTC.", "Every indicator has a figure.")]
    [InlineData(1, null, false, 5, "Edition 1; made 2012-06-14 06:00 UTC.", "Every indicator has a figure.")]
    public async Task Notes_SayOfTheEdition_WhatCanBeSaidOfIt(
        int edition, int? current, bool isCorrected, int? threshold, string made, string note)
    {
        var report = await Reported.KentAsync();
        List<Result> results = [.. report.Scorecard.Results.Where(r => !r.IsSmallBase)];
        report = report with
        {
            Scorecard = report.Scorecard with { Edition = edition, Results = results },
            Corrected = [],
            CurrentEdition = current,
            IsCorrected = isCorrected,
            Profile = threshold is { } most ? new SuppressionProfile(most) : null,
        };
        var said = Read(ReportWorkbook.Make(report))["Notes"].Select(row => row[0]).ToList();
        Assert.Contains(made, said);
        Assert.Contains(note, said);
    }

    [Fact]
    public async Task NothingToCount_IsShownAsOnThePage_AndReadAsNothingToCount()
    {
        var report = await Reported.KentAsync();
        var counted = report.Scorecard.Results.First(r => r.Indicator.Unit == Unit.Percent && r.Denominator is not null);
        var none = counted with { Numerator = 0, Denominator = 0, Figure = null, Rating = null, Travel = null };
        var book = ReportWorkbook.Make(With(report, none));
        var line = Read(book)["Scorecard"].Single(row => Equals(row[0], none.Indicator.Name));
        Assert.Equal("none to count", none.Shown);
        Assert.Equal(["none to count", 0.0, 0.0], new[] { line[3], line[6], line[7] });

        var outcome = await TrapOutcome.ReadAsync(book.ToArray(), "kent.xlsx", CancellationToken.None);
        Assert.Empty(outcome.Faults);
        Assert.Contains($"kent-inc-uasc {none.Indicator.Id} 2012-05 0/0 = none", outcome.Accepted);
    }

    [Fact]
    public async Task WhatIsWithheld_IsReadAsNoFigure()
    {
        var report = await Reported.KentAsync();
        var hidden = report.Scorecard.Results[0] with
        {
            Numerator = null,
            Denominator = null,
            Figure = null,
            Previous = null,
            Rating = null,
            Travel = null,
            Source = null,
            IsSuppressed = true,
        };
        var outcome = await TrapOutcome.ReadAsync(ReportWorkbook.Make(With(report, hidden)).ToArray(), "outside.xlsx", CancellationToken.None);
        Assert.Empty(outcome.Faults);
        Assert.Contains($"kent-inc-uasc {hidden.Indicator.Id} 2012-05 = none (withheld)", outcome.Accepted);
    }

    /// <summary>A spreadsheet shows -0.0004 under 0.0% as -0.0%.</summary>
    [Theory]
    [InlineData("-0.04", 0.0)]
    [InlineData("-0.05", -0.0005)]
    [InlineData("0.04", 0.0004)]
    public async Task Figure_ThatIsDisplayedAsZero_HasNoSign(string value, double cell)
    {
        var report = await Reported.KentAsync();
        var figure = new Figure(decimal.Parse(value, CultureInfo.InvariantCulture), IsUnrounded: true);
        var unfilled = report.Scorecard.Results.Single(r => r.Indicator.Id.Value == "posts-unfilled") with { Figure = figure, Previous = figure };
        var sheets = Read(ReportWorkbook.Make(With(report, unfilled)));
        var line = sheets["Scorecard"].Single(row => Equals(row[0], unfilled.Indicator.Name));
        var trend = sheets["Trends"].Single(row => Equals(row[0], unfilled.Indicator.Name));
        Assert.Equal([cell, cell, cell], new[] { line[3], line[8], trend[FirstColumnOfTrends + 11] });
    }

    /// <summary>A footer of more than 255 characters makes Excel repair the file.</summary>
    [Fact]
    public async Task Footer_IsCutOff_WhereTheNameIsLong()
    {
        const string end = "…&RPage &P of &N";
        var report = await Reported.KentAsync();
        Assert.Contains("&LKent, inc UASC, May 2012&RPage &P of &N", Footers(report));
        var name = string.Concat(Enumerable.Repeat("Kent & Medway, ", 33));
        var footers = Footers(report with { Scorecard = report.Scorecard with { Name = name } });
        Assert.Equal(3, footers.Count);
        Assert.All(footers, footer =>
        {
            Assert.InRange(footer.Length, 250, 255);
            Assert.StartsWith("&L", footer, StringComparison.Ordinal);
            Assert.EndsWith(end, footer, StringComparison.Ordinal);
            Assert.DoesNotContain("&", footer[2..^end.Length].Replace("&&", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });

        static List<string> Footers(MonthReport report)
        {
            using var document = SpreadsheetDocument.Open(ReportWorkbook.Make(report), false);
            return [.. document.WorkbookPart!.WorksheetParts.Select(p => p.Worksheet!.Descendants<OddFooter>().Single().InnerText)];
        }
    }

    [Fact]
    public async Task Workbook_IsValid_AndRunsNothing()
    {
        var report = await Reported.KentAsync();
        report = report with { Scorecard = report.Scorecard with { Name = "=1+1 & <Kent>_x0041_" } };
        using var document = SpreadsheetDocument.Open(ReportWorkbook.Make(report), false);
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365)
                .Validate(document)
                .Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var book = document.WorkbookPart!;
        Assert.Empty(document.GetAllParts().SelectMany(p => p.ExternalRelationships.Cast<object>().Concat(p.HyperlinkRelationships)));
        var cells = book.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Cell>()).ToList();
        Assert.DoesNotContain(cells, c => c.CellFormula is not null);
        var formats = book.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToList();
        Assert.Equal(
            ["=HYPERLINK(\"https://example.org\")", "+44", "@recruit"],
            cells.Where(c => formats[(int)c.StyleIndex!.Value].QuotePrefix?.Value == true).Select(c => c.InlineString!.Text!.Text));
        Assert.All(cells.Where(c => c.InlineString is not null), c => Assert.Equal(CellValues.InlineString, c.DataType!.Value));
        var scorecard = (WorksheetPart)book.GetPartById(book.Workbook!.Sheets!.Elements<Sheet>().First().Id!);
        Assert.Equal(
            "Green,Amber,Red", string.Join(',', scorecard.Worksheet!.Descendants<ConditionalFormattingRule>().Select(r => r.InnerText.Trim('"'))));
        Assert.Equal(3, scorecard.Worksheet!.Descendants<Pane>().Single().VerticalSplit!.Value);
        Assert.Contains("=1+1 & <Kent>_x0041_", Read(ReportWorkbook.Make(report))["Scorecard"][1][0]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workbook_DroppedAsAFile_IsReadAsThePrintedScorecard()
    {
        var report = await Reported.KentAsync();
        var outcome = await TrapOutcome.ReadAsync(ReportWorkbook.Make(report).ToArray(), "kent.xlsx", CancellationToken.None);
        Assert.Null(outcome.Problem);
        Assert.Empty(outcome.Faults);
        Assert.Equal(
            report.Scorecard.Results.Select(r => $"{r.Indicator.Id} {r.Indicator.Display(r.Figure!.Value.Value)}"),
            outcome.Accepted.Where(a => !a.EndsWith("second hand", StringComparison.Ordinal)).Select(a =>
        {
            var words = a.Split(' ');
            var indicator = Kent.Catalogue.Indicator(words[1])!;
            return $"{words[1]} {indicator.Display(decimal.Parse(words[^1], CultureInfo.InvariantCulture))}";
        }));
        Assert.Equal(44, outcome.Accepted.Count(a => a.EndsWith("second hand", StringComparison.Ordinal)));
        Assert.Contains(outcome.Notes, n => n.StartsWith("'Trends' was not read", StringComparison.Ordinal));
        Assert.Contains(outcome.Notes, n => n.StartsWith("'Notes' was not read", StringComparison.Ordinal));
        Assert.DoesNotContain(
            outcome.Notes, n => n.Contains("calculated", StringComparison.Ordinal) || n.Contains("the printed target", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workbook_OfNothingKnown_IsValid()
    {
        var nothing = (await Reported.KentAsync()).Scorecard;
        nothing = nothing with
        {
            Results = [
                .. nothing.Results.Select(
                    r => r with {
                        Figure = null, Previous = null, Numerator = null, Denominator = null, Rating = null, Travel = null, Target = null,
                        Source = null, NoValue = "c" })]
        };
        var report = new MonthReport(
            nothing, [], new Dictionary<IndicatorId, Commentary>(), new Dictionary<IndicatorId, RatingLimits>(), [], default);
        using var document = SpreadsheetDocument.Open(ReportWorkbook.Make(report), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document).Select(e => e.Description));
        var rows = Read(ReportWorkbook.Make(report))["Scorecard"].Skip(3).Where(row => row[1] is not null).ToList();
        Assert.Equal(44, rows.Count);
        Assert.All(rows, row => Assert.Equal("c", row[3]));
    }

    static MonthReport With(MonthReport report, Result result) => report with
    {
        Scorecard = report.Scorecard with
        {
            Results = [.. report.Scorecard.Results.Select(r => r.Indicator.Id == result.Indicator.Id ? result : r)],
        },
    };

    static Dictionary<string, List<object?[]>> Read(Stream workbook)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(workbook);
        var sheets = new Dictionary<string, List<object?[]>>();
        do
        {
            var rows = sheets[reader.Name] = [];
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }
        }
        while (reader.NextResult());
        return sheets;
    }
}
