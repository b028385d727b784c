using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

public sealed class ExtractTests
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value";

    [Theory]
    [InlineData("scorecard,indicator,month,value", "measure")]
    [InlineData(" \"Month\" ,VALUE,Scorécard,Indicator,comment", "measure")]
    [InlineData("Scorecard;Indicator;Month;Value", "measure")]
    [InlineData("\uFEFFscorecard,indicator,month,value", "measure")]
    [InlineData("indicator,section,section order,order,name,polarity,basis,unit,decimals", "indicator")]
    [InlineData("indicator,scorecard,effective-from,target", "target")]
    [InlineData("scorecard,name,slice,uasc", "scorecard")]
    [InlineData("email,scorecard,audience", "recipient")]
    [InlineData("Score card,Indicator,Month,Value", "measure")]
    [InlineData("Score-Card,Indicator,Month,Comment", "commentary")]
    [InlineData("E-mail,Score card,Audience", "recipient")]
    [InlineData("indicator,section,SectionOrder,order,name,polarity,basis,unit,decimals", "indicator")]
    public async Task Recognise_KnowsTheKind_ByItsColumns(string header, string kind)
    {
        await using var extract = await OpenAsync(header);
        Assert.Null(extract.Header.Problem);
        Assert.Equal(kind, extract.Header.Kind!.Name);
    }

    /// <summary>A column that is there as it is written, or more than one that could be meant, leaves the others as they were: not used.</summary>
    [Theory]
    [InlineData("Score card,Indicator,Month,De nominator,Numerator", "measure", "")]
    [InlineData("indicator,scorecard,effective_from,target,GreenMin", "target", "")]
    [InlineData("scorecard,indicator,month,value,Val ue", "measure", "Val ue")]
    [InlineData("scorecard,indicator,month,value,Numer ator,numera-tor", "measure", "Numer ator, numera-tor")]
    [InlineData("scorecard,indicator,month,value,Com ment", "measure", "Com ment")]
    public async Task Recognise_KnowsColumns_HoweverTheirWordsAreParted(string header, string kind, string ignored)
    {
        await using var extract = await OpenAsync(header);
        Assert.Equal((kind, ignored), (extract.Header.Kind!.Name, string.Join(", ", extract.Header.Ignored)));
        Assert.Null(extract.Header.Problem);
    }

    /// <summary>Where the numerator is a part of it, a small rest outside is withheld: it is there for that.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task DenominatorOfACount_IsNoted_UnlessTheNumeratorIsAPartOfIt(bool? isPart, bool isNoted)
    {
        var count = Kent.Indicator(Polarity.L, Unit.Count, 0, "own-count") with { NumeratorIsPart = isPart };
        var catalogue = new Catalogue([.. Kent.Catalogue.Indicators, count], [], [.. Kent.Catalogue.Scorecards]);
        var read = await ReadFile.FromAsync($"{Header}\nkent-inc-uasc,own-count,2012-05,44,98000,\n", catalogue: catalogue);
        Assert.Equal(44, read.Measures.Single().Measure.Figure!.Value.Value);
        var notes = read.File.Tables.Single().Receipt.Notes;
        Assert.Equal(isNoted, notes.Any(n => n.StartsWith("The figure of a count", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task FiguresBelowAColumnThatIsWrittenApart_AreRead()
    {
        var wide = await ReadFile.FromAsync("Score card,Indicator,Apr-12,May-12\nkent-inc-uasc,lac-pep,90.3,90.4\n");
        Assert.Equal([90.3m, 90.4m], wide.Measures.Select(m => m.Measure.Figure!.Value.Value));
        var read = await ReadFile.FromAsync("Score card,Indicator,Month,Num erator,Denominator\nkent-inc-uasc,lac-pep,2012-05,959,1062\n");
        Assert.Equal((959m, 1062m), (read.Measures.Single().Measure.Numerator, read.Measures.Single().Measure.Denominator));
    }

    [Theory]
    [InlineData(
        "scorecard,indikator,month,value",
        "column 'indicator' is missing from this measure file. Found: 'scorecard', 'indikator', 'month', 'value'.")]
    [InlineData("scorecard,month,numerator,denominator", "column 'indicator' is missing from this measure file.")]
    [InlineData("scorecard,value", "The nearest kind is measure: it needs 'indicator', 'month' too.")]
    [InlineData(
        "code,amount",
        "no known header was found in its first 50 rows. Found: a row of 2 cells, and no name of a column that is known. The nearest kind is ")]
    [InlineData("code,amount", "wide-measure (indicator, a column for each month with its year (May-12) or each scorecard, ...)")]
    [InlineData("scorecard,indicator,month", "the columns 'numerator', 'denominator' and 'value' are all missing")]
    [InlineData("scorecard,indicator,month,value,Value", "column 'value' appears in the header more than once")]
    public async Task Recognise_SaysWhatIsMissing_AndWhatWasFound(string header, string problem)
    {
        await using var extract = await OpenAsync(header);
        Assert.Contains(problem, extract.Header.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognise_ListsTheColumnsThatItDoesNotUse()
    {
        await using var extract = await OpenAsync("scorecard,indicator,month,value,Team,Notes");
        Assert.Equal(["Team", "Notes"], extract.Header.Ignored);
    }

    // Row, the column at fault and a part of the reason; nothing at fault = accepted.
    [Theory]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,2064,312597,66.0", null, null)]
    [InlineData("KENT-inc-uasc,CAF-rate,2012-05-31,2064,312597,", null, null)]
    [InlineData("kent-inc-uasc,caf-rate,31/05/2012,,,66.0", null, null)]
    [InlineData("kent-inc-uasc,posts-unfilled,2012-05,,,‐1.0", null, null)]
    [InlineData("kent-inc-uasc,posts-unfilled,2012-05,,,−1.0", null, null)]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,0,0,", null, null)]
    [InlineData("kent-inc-uasc,caf-rate,2012-13,2064,312597,66.0", "month", "is a financial year, not a month")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05-30,2064,312597,66.0", "month", "neither its first nor its last day")]
    [InlineData(
        "kent-inc-uasc,caf-rate,31/9/2011,2064,312597,66.0", "month",
        "is not a month: September 2011 has 30 days. Write the month as 2011-09, or as its last day, 2011-09-30")]
    [InlineData("kent-inc-uasc,caf-rate,2012-02-30,2064,312597,66.0", "month", "is not a month: February 2012 has 29 days. ")]
    [InlineData("kent-inc-uasc,caf-rate,31st April 2012,2064,312597,66.0", "month", "is not a month: April 2012 has 30 days. ")]
    [InlineData("kent-inc-uasc,caf-rate,31-Sep-29,2064,312597,66.0", "month", "is not a month: September 2029 has 30 days. ")]
    [InlineData("kent-inc-uasc,caf-rate,32/09/2011,2064,312597,66.0", "month", "is not a month. Write it as yyyy-MM")]
    [InlineData("kent-inc-uasc,caf-rate,,2064,312597,66.0", "month", "is blank")]
    [InlineData("kent,caf-rate,2012-05,2064,312597,66.0", "scorecard", "is not a scorecard in the catalogue")]
    [InlineData(",caf-rate,2012-05,2064,312597,66.0", "scorecard", "is blank")]
    [InlineData("kent-inc-uasc,caf,2012-05,2064,312597,66.0", "indicator", "is not an indicator in the catalogue")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,two,312597,66.0", "numerator", "is not a number. Use only digits and a decimal point, such as")]
    [InlineData("kent-inc-uasc,seen-ia,2012-05,,,\"85,5\"", "value", "is not a number. A comma can only separate thousands, as in 1,234.5.")]
    [InlineData("kent-inc-uasc,seen-ia,2012-05,,,\"85,5 %\"", "value", "is not a number. A comma can only separate thousands, as in 1,234.5.")]
    [InlineData("kent-inc-uasc,seen-ia,2012-05,,,\"8,5,5\"", "value", "is not a number. Use only digits and a decimal point, such as 1234.5.")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,2064,312597,66.1", "value", "which give 66.0275")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,2064,0,66.1", "value", "the denominator is 0")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,2064,,", "denominator", "is blank")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,,,", "value", "no figure")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,2,064,312,597,66.0", "", "more cells than the header's 6")]
    [InlineData("kent-inc-uasc,caf-rate,2012-05,\"20\"64,312597,66.0", "", "double quotes")]
    public async Task Measures_AreRefused_WithColumnAndReason(string row, string? column, string? reason)
    {
        var read = await ReadFile.FromAsync($"{Header}\n{row}");
        var faults = read.Faults;
        Assert.Equal(column is null ? new RowCounts(1, 1, 0, 0) : new RowCounts(1, 0, 1, 0), read.Counts);
        Assert.Equal(column is null ? 1 : 0, read.Rows.Count);
        Assert.Equal(column, faults.FirstOrDefault()?.Column);
        Assert.Equal(column is null ? null : 2, faults.FirstOrDefault()?.Row);
        Assert.Contains(reason ?? "", faults.FirstOrDefault()?.Reason ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("66.0")]
    [InlineData(" 66.0 ")]
    [InlineData("\u00A066.0")]
    [InlineData("+66.0")]
    [InlineData("-0.5")]
    [InlineData("6.6E1")]
    [InlineData("0000000000066.0")]
    [InlineData("999999999999.999")]
    [InlineData("0.00000123456789012345")]
    [InlineData("66.0000000000000000000")]
    public async Task Figures_AreTheSameNumber_HoweverTheyAreWritten(string cell)
    {
        var (measure, _) = Assert.Single((await ReadFile.FromAsync($"{Header}\nkent-inc-uasc,posts-unfilled,2012-05,,,{cell}")).Measures);
        var number = decimal.Parse(cell.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.Equal((number, number.Scale), (measure.Figure!.Value.Value, measure.Figure.Value.Value.Scale));
    }

    /// <summary>As the same cell of a workbook: what is beyond is the noise of binary fractions.</summary>
    [Theory]
    [InlineData("4.8499999999999996", "4.85")]
    [InlineData("38.799999999999997", "38.8")]
    [InlineData("-38.799999999999997%", "-38.8")]
    [InlineData("1,038.7999999999999", "1038.8")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("0.1234567890123455", "0.123456789012346")]
    [InlineData("1.00000000000000049", "1")]
    [InlineData("0.000000038799999999999997", "0.0000000388")]
    public async Task Figures_HaveFifteenDigits(string cell, string figure)
    {
        var read = await ReadFile.FromAsync($"{Header}\nkent-inc-uasc,posts-unfilled,2012-05,,,\"{cell}\"");
        var (measure, _) = Assert.Single(read.Measures);
        Assert.Equal(figure, measure.Figure!.Value.Value.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1000000000000")]
    [InlineData("999999999999.9999")]
    [InlineData("0001000000000000.0")]
    [InlineData("1e12")]
    [InlineData("-1000000000000")]
    [InlineData("1.2.3")]
    [InlineData("٦٦")]
    public async Task Figures_AreRefused_AsTheyAreWritten(string cell)
    {
        var read = await ReadFile.FromAsync($"{Header}\nkent-inc-uasc,posts-unfilled,2012-05,,,{cell}");
        Assert.Empty(read.Rows);
        var fault = Assert.Single(read.Faults);
        Assert.Equal(("value", cell), (fault.Column, fault.Value));
    }

    [Fact]
    public async Task Indicators_AreFound_InWhateverOrderTheRowsAre()
    {
        string[] written =
            ["caf-rate", "ia-rate", "caf-rate", "ia-rate", "caf-rate", "IA-rate", "caf-rate", "caf-rate", "ia", "ia-rate", "", "caf-rate", "ia‐rate"];
        var rows = written.Select((w, i) => $"kent-inc-uasc,{w},{new Month(2011, 1).PlusMonths(i)},1,2,");
        var read = await ReadFile.FromAsync(string.Join('\n', rows.Prepend(Header)));
        Assert.Equal(
            written.Select((w, i) => (w.ToLowerInvariant().Replace('‐', '-'), (long)i + 2)).Where(w => w.Item1 is not ("" or "ia")),
            read.Measures.Select(m => (m.Measure.Indicator.Value, m.Row)));
        Assert.Equal(["ia", ""], read.Faults.Select(f => f.Value));
    }

    [Fact]
    public async Task Measures_NameEveryFaultOfARow()
    {
        var read = await ReadFile.FromAsync($"{Header}\nkent,caf,2012-13,a,b,q");
        Assert.Equal(
            [("scorecard", "kent"), ("indicator", "caf"), ("month", "2012-13"), ("numerator", "a"), ("denominator", "b"), ("value", "q")],
            read.Faults.Select(f => (f.Column, f.Value)));
        Assert.Equal(1, read.Counts.Refused);
    }

    [Fact]
    public async Task Measures_CountARepeatedRowOnce_AndRefuseBothOfTwoThatDiffer()
    {
        var read = await ReadFile.FromAsync(
            string.Join('\n', Header, "kent-inc-uasc,caf-rate,2012-05,1,2,", "kent-inc-uasc,caf-rate,2012-05,1,2,", ",,,,,", "",
            "kent-inc-uasc,ia-rate,2012-05,1,2,", "kent-inc-uasc,ia-rate,2012-05,1,3,", "kent-inc-uasc,ia-rate,2012-05,1,2,"));
        Assert.Equal(new RowCounts(7, 1, 3, 3), read.Counts);
        Assert.Equal([7, 6, 8], read.Faults.Select(f => f.Row));
        Assert.Equal("ia-rate", Assert.Single(read.File.Withdrawn).Measure.Indicator);
    }

    [Fact]
    public async Task Rows_RefuseTheFile_WhenItIsEmpty() => await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(""));

    [Theory]
    [InlineData("x,how-much,1,1,Name,H,YTD,percent,1,", null)]
    [InlineData("x,How much are we dealing with?,1,1,Name,H,YTD,percent,1,100 - caf-rate", null)]
    [InlineData("x,how-much,1,1,Name,Q,YTD,percent,1,", "polarity")]
    [InlineData("x,how-much,1,1,Name,H,YTD,percentage,1,", "unit")]
    [InlineData("x,how-much,1,1,Name,H,YTD,percent,7,", "decimals")]
    [InlineData("x,how-much,1,1,Name,H,YTD,percent,1,100 -", "formula")]
    [InlineData("x,how-much,1,1,Name,H,YTD,percent,1,100 - x", "formula")]
    [InlineData(",how-much,1,1,Name,H,YTD,percent,1,", "indicator")]
    [InlineData("x,how-much,1,1,Name,H,Month,percent,1,", "basis")]
    [InlineData("x,how-much,1,1,Name,H,YTD figure,percent,1,", "basis")]
    [InlineData("x,how-much,1,1,Name,H,,percent,1,", "basis")]
    public async Task Indicators_AreRefused_WithTheColumn(string row, string? column) =>
        Assert.Equal(column, await FirstFaultAsync("indicator,section,section_order,order,name,polarity,basis,unit,decimals,formula", row));

    [Theory]
    [InlineData("YTD", "YTD")]
    [InlineData("ytd", "YTD")]
    [InlineData("Year to date", "YTD")]
    [InlineData("Year-to-Date", "YTD")]
    [InlineData("snapshot", "Snapshot")]
    [InlineData("Rolling  12 months", "Rolling 12 Months")]
    [InlineData("Rolling 12", "Rolling 12 Months")]
    [InlineData("R12M", "Rolling 12 Months")]
    [InlineData("R12", "Rolling 12 Months")]
    public async Task Basis_IsStoredUnderOneName_HoweverItIsWritten(string written, string basis)
    {
        var read = await ReadFile.FromAsync(
            $"indicator,section,section_order,order,name,polarity,basis,unit,decimals\nx,how-much,1,1,Name,H,{written},percent,1\n");
        Assert.Equal(basis, ((Indicator)Assert.Single(read.Rows).Item).Basis);
    }

    [Theory]
    [InlineData("caf-rate,,2013-04-01,80,,,,", null)]
    [InlineData("caf-rate,,2013-04,80,,,70,", null)]
    [InlineData("caf-rate,kent-inc-uasc,01/04/2013,,,,,", null)]
    [InlineData("caf-rate,kent,2013-04-01,80,,,,", "scorecard")]
    [InlineData("caf,,2013-04-01,80,,,,", "indicator")]
    [InlineData("caf-rate,,,80,,,,", "effective_from")]
    [InlineData("caf-rate,,2013-04-01,,70,,,", "target")]
    [InlineData("caf-rate,,2013-04-01,80,,,85,", "amber_min")]
    [InlineData("caf-rate,,2013-04-01,80,,,80,", null)]
    [InlineData("caf-rate,,2013-04-01,95,,,85,94", "amber_max")]
    [InlineData("caf-rate,,2013-04-01,95,,,85,100", "amber_max")]
    [InlineData("caf-rate,,2013-04-01,95,,100,85,100", null)]
    [InlineData("caf-rate,,2013-04-01,95,,100,85,99.9", "amber_max")]
    [InlineData("ni62-lac-3-placements,,2013-04-01,8.1,,,10,", "amber_min")]
    [InlineData("ni62-lac-3-placements,,2013-04-01,8.1,,,8,10", "amber_min")]
    [InlineData("ni62-lac-3-placements,,2013-04-01,8.1,0,,0,8.1", null)]
    [InlineData("ni62-lac-3-placements,,2013-04-01,8.1,0,,0.1,", "amber_min")]
    [InlineData("referral-rate,,2013-04-01,100,,,90,110", null)]
    [InlineData("referral-rate,,2013-04-01,0,,,,", null)]
    [InlineData("referral-rate,,2013-04-01,100,,,90.1,", "amber_min")]
    [InlineData("referral-rate,,2013-04-01,100,,,,109.9", "amber_max")]
    [InlineData("caf-rate,,2013-04-01,95,100,99,,", "green_max")]
    [InlineData("caf-rate,,2013-04-01,80,50,,,", "green_min")]
    public async Task Targets_AreRefused_WithTheColumn(string row, string? column) =>
        Assert.Equal(column, await FirstFaultAsync("indicator,scorecard,effective_from,target,green_min,green_max,amber_min,amber_max", row));

    [Fact]
    public async Task Targets_AreRefused_WithTheLimitThatDoesNotFit_AndWordsForAnOpenEnd()
    {
        var read = await ReadFile.FromAsync(
            "indicator,scorecard,effective_from,effective_to,target,green_min,green_max,amber_min,amber_max\n"
            + "lac-dental,kent-inc-uasc,2012/13,,88%,89,,92,\n");
        var fault = Assert.Single(read.Faults);
        Assert.Equal(("amber_min", "92"), (fault.Column, fault.Value));
        Assert.StartsWith(
            "does not fit: green is 89 or more, and must lie within amber, which is 92 or more.", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@council.gov.uk,kent-inc-uasc,A,,,leadership", null)]
    [InlineData("a@council,kent-inc-uasc,A,,,leadership", "email")]
    [InlineData("A <a@council.gov.uk>,kent-inc-uasc,A,,,leadership", "email")]
    [InlineData("o'brien+scorecards@council.gov.uk,kent-inc-uasc,A,,,leadership", null)]
    [InlineData("a@[10.0.0.1],kent-inc-uasc,A,,,leadership", "email")]
    [InlineData("a@council.gov.uk,kent,A,,,leadership", "scorecard")]
    [InlineData("a@council.gov.uk,kent-inc-uasc,A,,,everybody", "audience")]
    [InlineData("a@council.gov.uk,kent-inc-uasc,A,2012-06-01,2012-05-01,data-team", "until")]
    public async Task Recipients_AreRefused_WithTheColumn(string row, string? column) =>
        Assert.Equal(column, await FirstFaultAsync("email,scorecard,name,from,until,audience", row));

    [Fact]
    public async Task Address_InQuotationMarks_IsRefused_AndSaysHowToWriteIt()
    {
        var read = await ReadFile.FromAsync("email,scorecard,audience\n\"\"\"a b\"\"@council.gov.uk\",kent-inc-uasc,leadership\n");
        var fault = Assert.Single(read.Faults);
        Assert.Equal("email", fault.Column);
        Assert.Equal(
            "is not an e-mail address. Write it as name@council.gov.uk, without a display name, quotation marks or brackets", fault.Reason);
    }

    [Fact]
    public async Task RefusedRows_KeepEveryFault_BeyondWhatIsHeldInMemory()
    {
        await using var refused = new RefusedRows();
        for (var i = 1; i <= RefusedRows.KeptInMemory * 3; i++)
        {
            refused.Add(null, i, "value", new string('x', 300), "is \"no\" number,\nsee");
        }

        var faults = await refused.AllAsync().ToListAsync();
        Assert.Equal(Enumerable.Range(1, RefusedRows.KeptInMemory * 3).Select(i => (long)i), faults.Select(f => f.Row));
        Assert.All(faults, f => Assert.Equal((201, "is \"no\" number,\nsee"), (f.Value.Length, f.Reason)));
    }

    [Property]
    public void Rows_AreAllAccountedFor_WhateverTheyAre(string[] cells)
    {
        var content = Header + "\n" + string.Join('\n', cells);
        AccountAsync(content).GetAwaiter().GetResult();

        static async Task AccountAsync(string content)
        {
            try
            {
                var read = await ReadFile.FromAsync(content);
                var refusedLater = read.File.Withdrawn.Count;
                Assert.Equal(read.Rows.Count - refusedLater, read.Counts.Accepted);
                Assert.Equal(read.Counts.Read, read.Counts.Accepted + read.Counts.Refused + read.Counts.Skipped);
            }
            catch (ExtractException)
            {
                // Refused as a whole: an unclosed quote.
            }
        }
    }

    static async Task<string?> FirstFaultAsync(string header, string row)
    {
        var read = await ReadFile.FromAsync($"{header}\n{row}");
        return read.Faults.Select(f => f.Column).FirstOrDefault();
    }

    static async Task<ExtractTable> OpenAsync(string content) =>
        await ExtractTable.OpenAsync(
            await CsvRows.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), null, CancellationToken.None),
            Kent.Catalogue,
            new FileLimits(),
            new RefusedRows(),
            "",
            CancellationToken.None)
        ?? throw new ExtractException("empty");
}
