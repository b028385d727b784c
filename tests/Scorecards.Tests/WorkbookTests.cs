using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using Scorecards.Extracts;

namespace Scorecards.Tests;

public sealed class WorkbookTests
{
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    static readonly FileLimits Limits = new();

    [Theory]
    [InlineData("66", "66")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("66.029999999999998", "66.03")]
    [InlineData("1.10", "1.1")]
    [InlineData("-0", "0")]
    [InlineData("007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("1E3", "1000")]
    [InlineData("1.5E-7", "0.00000015")]
    [InlineData("-2.5e-3", "-0.0025")]
    [InlineData("1.23456789012345E+19", "12345678901234500000")]
    [InlineData("12345678901234567", "12345678901234600")]
    [InlineData("9876543210", "9876543210")]
    [InlineData(" 12 ", "12")]
    public Task Cell_GivesFifteenDigitsWithoutExponent_WhenNumber(string stored, string text) => AssertCellAsync(text, XlsxCell.Number(stored));

    [Theory]
    [InlineData("0.967", "0.0%", "96.7%")]
    [InlineData("0.96724137931034482", "0.0%", "96.7241379310345%")]
    [InlineData("0.07", "9", "7%")]
    [InlineData("0.56999999999999995", "10", "57%")]
    [InlineData("1", "0%", "100%")]
    [InlineData("0", "0%", "0%")]
    [InlineData("-0.005", "0.0%;[Red]-0.0%", "-0.5%")]
    [InlineData("1E-9", "0%", "0.0000001%")]
    [InlineData("5", "0\"%\"", "5")]
    [InlineData("5", "0\\%", "5")]
    [InlineData("0.85", "[=0]\"-\";0.0%", "85%")]
    [InlineData("0.85", "[Red][<0.5]0.0;[>=1]0;0%", "85%")]
    [InlineData("0.85", "[=0]\"0%;\";0.00", "0.85")]
    [InlineData("0.85", "0.00;0.0%", "0.85")]
    [InlineData("0.85", "[Red]0.00;0.0%", "0.85")]
    public Task Cell_IsOnTheScaleThatWasShown_WhenPercentFormat(string stored, string format, string text) =>
        AssertCellAsync(text, XlsxCell.Number(stored, format));

    [Theory]
    [InlineData("41060", "14", "2012-05-31")]
    [InlineData("41060.75", "22", "2012-05-31")]
    [InlineData("41059.999999999", "14", "2012-05-31")]
    [InlineData("41060", "57", "2012-05-31")]
    [InlineData("41060", "mmm-yy", "2012-05-31")]
    [InlineData("41060", "[$-809]dd mmmm yyyy;@", "2012-05-31")]
    [InlineData("41060.5", "dd/mm/yyyy hh:mm:ss", "2012-05-31")]
    [InlineData("41060", "yyyy\\-mm", "2012-05-31")]
    [InlineData("1", "14", "1900-01-01")]
    [InlineData("59", "14", "1900-02-28")]
    [InlineData("61", "14", "1900-03-01")]
    [InlineData("2958465", "14", "9999-12-31")]
    [InlineData("0.5", "20", "0.5")]
    [InlineData("0.5", "dd/mm/yyyy hh:mm", "0.5")]
    [InlineData("0.25", "h:mm AM/PM", "0.25")]
    [InlineData("1.5", "[h]:mm:ss", "1.5")]
    [InlineData("1.5", "46", "1.5")]
    [InlineData("0.001", "mm:ss.0", "0.001")]
    [InlineData("12", "0\" days\"", "12")]
    [InlineData("12", "[Yellow]0", "12")]
    [InlineData("12", "[<100]0;[>=100]#,##0", "12")]
    [InlineData("41060", "[=0]\"-\";dd/mm/yyyy", "2012-05-31")]
    [InlineData("41060", "[=0", "41060")]
    [InlineData("12", "_d0\\m", "12")]
    [InlineData("12", "#,##0.00", "12")]
    public Task Cell_IsADate_WhenDateFormat(string stored, string format, string text) => AssertCellAsync(text, XlsxCell.Number(stored, format));

    [Theory]
    [InlineData("0", "1904-01-01")]
    [InlineData("60", "1904-03-01")]
    [InlineData("39598", "2012-05-31")]
    public async Task Cell_CountsFrom1904_WhenTheWorkbookSaysSo(string stored, string text)
    {
        var table = await ReadAsync(new XlsxBuilder { From1904 = true }.Sheet("S", s => s.Row(XlsxCell.Number(stored, "14"))).ToBytes());
        Assert.Equal($"1: {text}", Assert.Single(table));
    }

    [Theory]
    [InlineData("60")]
    [InlineData("2958466")]
    [InlineData("-1")]
    public Task CellFault_SaysSo_WhenTheNumberIsNoDay(string stored) => AssertCellAsync(
        "(A1: is formatted as a date but does not hold a valid one. Re-enter the date)",
        XlsxCell.Number(stored, "14"));

    [Fact]
    public async Task Cells_AreAsThePersonSawThem_WhateverTheirType()
    {
        foreach (var inline in new[] { false, true })
        {
            var book = new XlsxBuilder { InlineStrings = inline }.Sheet("S", s => s.Row(
                "text", " padded ", "a<b & \"c\"", "£ – “quoted”", "line\nbreak", "_x0041__x005F_x0041_", true, false,
                new DateOnly(2012, 5, 31),
                1.25m,
                XlsxCell.IsoDate("2012-05-31T00:00:00"),
                XlsxCell.Rich(["Looked ", "after"], "ルック"),
                XlsxCell.Formula("1+1", 2),
                XlsxCell.Formula("A1&\"x\"", "textx"),
                XlsxCell.Formula("B1/C1", 0.5, "0%"), XlsxCell.Formula("\"\"", ""), "end"));
            Assert.Equal(
                "1: text|padded|a<b & \"c\"|£ – “quoted”|line\nbreak|A_x0041_|TRUE|FALSE|2012-05-31|1.25|2012-05-31|Looked after|2|textx|50%||end",
                Assert.Single(await ReadAsync(book.ToBytes())));
        }
    }

    [Theory]
    [InlineData("12", "1", "12 [1]")]
    [InlineData("12", "1, 2", "12 [1, 2]")]
    [InlineData("12.5%", " r ", "12.5% [r]")]
    [InlineData("31", "st", "31st")]
    [InlineData("", "12", "12")]
    public Task RaisedText_IsAFootnotesMark_AndNoDigitOfTheNumber(string text, string raised, string expected) => AssertCellAsync(
        expected,
        XlsxCell.Rich([]) with { Content = $"<is>{Run(text)}{Run(raised, "superscript")}</is>" });

    [Fact]
    public async Task RaisedText_WithinACell_EndsWhereTheOtherTextGoesOn() => await AssertCellAsync(
        "10 [3] m [2]b",
        XlsxCell.Rich([]) with
        {
            Content = string.Concat(
                "<is>", Run("10"), Run("3", "superscript"), Run(" m", "baseline"), Run("2", "subscript"), Run("b"), "</is>"),
        });

    static string Run(string text, string? align = null) =>
        $"<r><rPr>{(align is null ? "<b/>" : $"<vertAlign val=\"{align}\"/>")}</rPr>{XlsxCell.T(text)}</r>";

    [Fact]
    public async Task CellFault_NamesTheAddress_WhenTheCellHasNoValue()
    {
        var book = new XlsxBuilder().Sheet("S", s => s
            .Row("a", "b", "c")
            .RowAt(4, null, null, XlsxCell.Error("#DIV/0!", "A1/0"), XlsxCell.Error("#REF!"))
            .RowAt(7, 1, XlsxCell.Formula("A1+1"), XlsxCell.Formula("A1+1") with { Content = "<f>A1+1</f><v></v>" }, XlsxCell.Number("NaN")));
        var table = await ReadAsync(book.ToBytes());
        Assert.Equal(
            "4: ||(C4: shows #DIV/0!. Correct the formula, or replace it with the value, or with none to count where there is nothing to divide by, "
            + "and upload the file again)#DIV/0!"
            + "|(D4: shows #REF!. Correct the formula, or replace it with the value, and upload the file again)#REF!",
            table[1]);
        Assert.Equal(
            "7: 1|(B7: the formula has no stored value. Open the file in Excel, save it and upload it again)|(C7: the formula has no stored "
            + "value. Open the file in Excel, save it and upload it again)"
            + "|(D7: is marked as a number but does not hold one. Re-enter it and upload the file again)NaN",
            table[2]);
    }

    [Fact]
    public async Task Rows_KeepTheSheetsOwnNumbers_WhenRowsAndCellsAreLeftOutOrBlank()
    {
        var book = new XlsxBuilder().Sheet("S", s => s
            .RowAt(1, "Title").Merge("A1:C1")
            .RowAt(3, "a", null, "c", " ", null)
            .RowAt(4, "", XlsxCell.Number("", "14"))
            .RowAt(1_048_576, "last"));
        Assert.Equal(["1: Title", "3: a||c", "1048576: last"], await ReadAsync(book.ToBytes()));
    }

    [Theory]
    [InlineData("A2:A3", true)]
    [InlineData("D2:E4", true)]
    [InlineData("A1:A2", false)]
    [InlineData("B2:C2", false)]
    [InlineData("F2:F3", false)]
    public async Task CellsMergedOverRows_RefuseTheFile_WhereTheirColumnIsRead(string cells, bool isRefused)
    {
        var book = new XlsxBuilder().Sheet("S", s => s
            .Row("scorecard", "indicator", "effective_from", "target", "amber_min", "comment")
            .Row("kent-inc-uasc", "caf-rate", "2013/14", 75, null, "x")
            .Row(null, "ia-rate", "2013/14", 400).Merge(cells));
        var reading = () => ReadFile.FromAsync(new MemoryStream(book.ToBytes()));
        if (!isRefused)
        {
            Assert.Equal(2, (await reading()).Rows.Count);
            return;
        }

        var e = await Assert.ThrowsAsync<ExtractException>(reading);
        Assert.Contains($"the cells {cells} are merged", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_AreCounted_WhenTheFileGivesNoAddresses()
    {
        var book = WithSheet(
            "<row><c><v>1</v></c><c><v>2</v></c></row> <!-- --> <row/> <row><c/><c t=\"b\"><v>1</v></c><extLst><ext/></extLst></row>");
        Assert.Equal(["1: 1|2", "3: |TRUE"], await ReadAsync(book));
    }

    [Theory]
    [InlineData("<row r=\"2\"/><row r=\"2\"/>")]
    [InlineData("<row r=\"2\"/><row r=\"1\"/>")]
    [InlineData("<row r=\"99999999999999999999\"/>")]
    [InlineData("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>")]
    [InlineData("<row r=\"1\"><c r=\"A2\"/></row>")]
    [InlineData("<row r=\"1\"><c r=\"1\"/></row>")]
    [InlineData("<row r=\"1\"><c t=\"s\"><v>7</v></c></row>")]
    [InlineData("<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>")]
    [InlineData("<row r=\"1\"><c t=\"q\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c s=\"9\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c t=\"b\"><v>2</v></c></row>")]
    [InlineData("<row r=\"1\"><c></row>")]
    [InlineData("<row r=\"1\"><c><v>&x;</v></c></row>")]
    public Task Read_Refuses_WhenTheSheetContradictsItself(string rows) => AssertRefusedAsync("is damaged or was not copied whole", WithSheet(rows));

    [Fact]
    public Task Read_Refuses_WhenThereIsADtd() => AssertRefusedAsync(
        "is damaged",
        new XlsxBuilder()
            .Sheet("S", _ => { })
            .Part("xl/worksheets/sheet1.xml", $"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet xmlns=\"{Main}\"><sheetData/></worksheet>")
            .ToBytes());

    [Fact]
    public void Sheets_AreInTheirOrder_WithHiddenOnes()
    {
        var book = new XlsxBuilder()
            .Sheet("Data & notes", s => s.Row("a")).Sheet("Old", s => s.Row("b"), "hidden")
            .Sheet("Older", s => s.Row("c"), "veryHidden").Sheet("Last", s => s.Row("d"));
        using var workbook = Workbook.Open(book.ToStream(), Limits);
        Assert.Equal(
            [("Data & notes", SheetKind.Visible), ("Old", SheetKind.Hidden), ("Older", SheetKind.Hidden), ("Last", SheetKind.Visible)],
            workbook.Sheets.Select(s => (s.Name, s.Kind)));
        Assert.Equal("Last", workbook.OpenSheet(workbook.Sheets[3]).Sheet);
    }

    [Fact]
    public async Task Read_UnderstandsWhatMiniExcelWrites()
    {
        var file = new MemoryStream();
        await file.SaveAsAsync(
            new[] {
                new {
                    Name = "Café",
                    Value = 66.03,
                    Month = new DateTime(2012, 5, 31, 0, 0, 0, DateTimeKind.Unspecified),
                    Done = true,
                    Nothing = (string?)null } });
        Assert.Equal(["1: Name|Value|Month|Done|Nothing", "2: Café|66.03|2012-05-31|TRUE"], await ReadAsync(file.ToArray()));
    }

    [Fact]
    public async Task Open_GoesByTheMainPart_WhenOtherTypesAreListedToo()
    {
        // As SheetJS writes it: the type of binary workbooks, with none in the file.
        var book = new XlsxBuilder().Sheet("S", s => s.Row("a")).Part(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
        Assert.Equal(["1: a"], await ReadAsync(book.ToBytes()));
    }

    [Fact]
    public async Task Read_UnderstandsTheStrictVariantOfTheFormat()
    {
        var file = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(XlsxBuilder.FromRows(["a", XlsxCell.IsoDate("2012-05-31")]))))
        using (var target = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                await using var writer = new StreamWriter(target.CreateEntry(entry.FullName).Open());
                await writer.WriteAsync((await reader.ReadToEndAsync())
                    .Replace(
                        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                        "http://purl.oclc.org/ooxml/spreadsheetml/main",
                        StringComparison.Ordinal)
                    .Replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006",
                        "http://purl.oclc.org/ooxml/officeDocument",
                        StringComparison.Ordinal));
            }
        }

        Assert.Equal(["1: a|2012-05-31"], await ReadAsync(file.ToArray()));
    }

    [Fact]
    public void Open_RefusesByName_WhenItIsNoPlainWorkbook()
    {
        Refused("is a macro workbook (.xlsm). Save it as .xlsx", Book(contentType: "application/vnd.ms-excel.sheet.macroEnabled.main+xml"));
        Refused("is a macro workbook (.xlsm). Save it as .xlsx", Book(part: "xl/vbaProject.bin"));
        Refused("is a binary workbook (.xlsb). Save it as .xlsx", Book(contentType: "application/vnd.ms-excel.sheet.binary.macroEnabled.main"));
        Refused(
            "is an Office file but not a workbook",
            Book(contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"));
        Refused(
            "more than 2 sheets",
            new XlsxBuilder().Sheet("1", _ => { }).Sheet("2", _ => { }).Sheet("3", _ => { }).ToBytes(),
            Limits with { MostSheets = 2 });

        static byte[] Book(
            string contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", string part = "docProps/app.xml") =>
            new XlsxBuilder { ContentType = contentType }.Sheet("S", s => s.Row("a")).Part(part, "<x/>").ToBytes();

        static void Refused(string reason, byte[] file, FileLimits? limits = null) =>
            Assert.Contains(
                reason,
                Assert.Throws<ExtractException>(() => Workbook.Open(new MemoryStream(file), limits ?? Limits)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Recognise_GoesByTheContent()
    {
        Assert.Equal(FileKind.Csv, FileFormat.Recognise(new MemoryStream(), Limits));
        Assert.Equal(FileKind.Csv, Kind("scorecard,indicator"));
        Assert.Equal(FileKind.Workbook, FileFormat.Recognise(new MemoryStream(XlsxBuilder.FromRows(["a"])), Limits));
        Assert.Equal(FileKind.Zip, FileFormat.Recognise(new MemoryStream(XlsxBuilder.Zip([("a.csv", "a"u8.ToArray())])), Limits));

        Assert.Contains(
            "of before 2007 (.xls)", Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1024]]), StringComparison.Ordinal);
        Assert.Contains(
            "is protected by a password (encrypted)",
            Refusal([0xD0, 0xCF, 0x11, 0xE0, .. new byte[1020], .. Encoding.Unicode.GetBytes("EncryptedPackage")]),
            StringComparison.Ordinal);
        var late = new byte[200_000];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }.CopyTo(late, 0);
        (late[30], late[48], late[49]) = (9, 0x2C, 0x01);
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(late, (0x12D * 512) + 128);
        Assert.Contains("is protected by a password (encrypted)", Refusal(late), StringComparison.Ordinal);
        Assert.Contains(
            "OpenDocument spreadsheet (.ods)", Refusal(XlsxBuilder.Zip([("mimetype", []), ("content.xml", [])])), StringComparison.Ordinal);
        Assert.Contains("is a web page", Refusal("\uFEFF\r\n<HTML><table>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains(
            "is a web archive, not a workbook. Open it in Excel, save it as .xlsx",
            Refusal("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("is packed with gzip", Refusal([0x1F, 0x8B, 8]), StringComparison.Ordinal);
        Assert.Contains("is damaged", Refusal("PK\u0003\u0004 and nothing"u8.ToArray()), StringComparison.Ordinal);

        static FileKind Kind(string text) => FileFormat.Recognise(new MemoryStream(Encoding.UTF8.GetBytes(text)), Limits);

        static string Refusal(byte[] file) => Assert.Throws<ExtractException>(() => FileFormat.Recognise(new MemoryStream(file), Limits)).Message;
    }

    [Fact]
    public async Task Read_NamesTheLimitAndTheValue_WhenOneIsExceeded()
    {
        var file = new XlsxBuilder().Sheet("S", s => s.Row("abcdef", 1, 2).Row("b")).ToBytes();
        await AssertRefusedAsync("the file has 1001 bytes, and at most 1000 bytes are read", file[..1001], Limits with { MostBytes = 1000 });
        await AssertRefusedAsync("has 7 zipped entries, and at most 6 are read", file, Limits with { MostEntries = 6 });
        await AssertRefusedAsync("or more, and at most 1 KB are read", file, Limits with { MostUnzippedBytes = 1024 });
        await AssertRefusedAsync("the sheet 'S' has more than 1 rows", file, Limits with { MostRows = 1 });
        await AssertRefusedAsync("C1 is in column 3, and at most 2 columns", file, Limits with { MostColumns = 2 });
        await AssertRefusedAsync("text 1 of the workbook's shared texts has more than 5 characters", file, Limits with { LongestCell = 5 });
        await AssertRefusedAsync("shared texts take more than 16 bytes", file, Limits with { MostSharedStringBytes = 16 });
        await AssertRefusedAsync(
            "A1 has more than 5 characters",
            new XlsxBuilder { InlineStrings = true }.Sheet("S", s => s.Row("abcdef")).ToBytes(),
            Limits with { LongestCell = 5 });
    }

    [Fact]
    public async Task Read_Refuses_WhenTheFileIsTruncated()
    {
        var file = Sample();
        for (var length = 0; length < file.Length; length += 97)
        {
            await Assert.ThrowsAsync<ExtractException>(() => ReadAsync(file[..length]));
        }
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public async Task Read_ReadsTheSameOrRefuses_WhenABitIsFlipped(CompressionLevel compression)
    {
        var file = Sample(compression);
        var whole = await ReadAsync(file);
        var random = new Random(2012);
        for (var i = 0; i < 500; i++)
        {
            var flipped = (byte[])file.Clone();
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            var clock = Stopwatch.StartNew();
            try
            {
                // A flipped date or attribute of an entry changes nothing; what is read must never be something else.
                Assert.Equal(whole, await ReadAsync(flipped));
            }
            catch (ExtractException)
            {
            }

            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Files_AreInTheOrderOfTheirNames_AndCopiesOfTheirContent()
    {
        var large = new byte[3 << 20];
        new Random(1).NextBytes(large);
        var zip = XlsxBuilder.Zip([
            ("b.csv", large), ("../../a.CSV", "a"u8.ToArray()), ("folder/", []), ("__MACOSX/b.csv", [1]), (".hidden.csv", [1]), ("notes.bin", [1]),
            ("c.xlsx", XlsxBuilder.FromRows(["x"])),
        ]);
        using var contents = ZipContents.Open(new MemoryStream(zip), Limits);
        Assert.Equal(["../../a.CSV", "b.csv", "c.xlsx"], contents.Files.Select(f => f.Name));
        Assert.Equal(["notes.bin"], contents.NotRead);

        await using var b = await contents.Files[1].OpenAsync(CancellationToken.None);
        var copy = new MemoryStream();
        await b.CopyToAsync(copy);
        Assert.True(b.CanSeek);
        Assert.Equal(large, copy.ToArray());
        await using var c = await contents.Files[2].OpenAsync(CancellationToken.None);
        Assert.Equal(["1: x"], await ReadAsync(c));
    }

    [Fact]
    public async Task OpenZip_RefusesByName_WhenAnEntryIsAZipOrProtected()
    {
        var inner = XlsxBuilder.Zip([("a.csv", "a"u8.ToArray())]);
        Assert.Contains("'inner.zip' in the file is a zip too", Refusal(XlsxBuilder.Zip([("inner.zip", inner)])), StringComparison.Ordinal);

        using var renamed = ZipContents.Open(new MemoryStream(XlsxBuilder.Zip([("inner.csv", inner)])), Limits);
        var e = await Assert.ThrowsAsync<ExtractException>(() => renamed.Files[0].OpenAsync(CancellationToken.None));
        Assert.Contains("'inner.csv' in the file is a zip too", e.Message, StringComparison.Ordinal);

        var encrypted = (byte[])inner.Clone();
        encrypted[6] |= 1;
        encrypted[encrypted.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        Assert.Contains("'a.csv' in the file is protected by a password", Refusal(encrypted), StringComparison.Ordinal);

        static string Refusal(byte[] file) => Assert.Throws<ExtractException>(() => ZipContents.Open(new MemoryStream(file), Limits)).Message;
    }

    [Theory]
    [InlineData(255, false)]
    [InlineData(256, true)]
    public void OpenZip_RefusesAFile_WhoseNameIsTooLong(int length, bool isRefused)
    {
        var name = $"2012/{new string('n', length - "2012/.csv".Length)}.csv";
        var zip = new MemoryStream(XlsxBuilder.Zip([(name, "a"u8.ToArray()), ($"{name}.bin", [1])]));
        if (!isRefused)
        {
            using var contents = ZipContents.Open(zip, Limits);
            Assert.Equal(name, Assert.Single(contents.Files).Name);
            return;
        }

        var e = Assert.Throws<ExtractException>(() => ZipContents.Open(zip, Limits));
        Assert.StartsWith($"'{name[..60]}…' in the zip has a name of more than 255 characters", e.Message, StringComparison.Ordinal);
        Assert.StartsWith("a file in the zip has a name of more than 255 characters", e.OnRecord, StringComparison.Ordinal);
        Assert.DoesNotContain("nnn", e.OnRecord, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("row 2 is a second row of headings", "Indicator,scorecard,Apr-12,,May-12,", ",,Num,Den,Num,Den")]
    [InlineData("row 2 has a figure in column 4", "Indicator,scorecard,Apr-12,,May-12,", "caf-rate,kent-inc-uasc,1,2,3,4")]
    [InlineData("column 'indicator' is missing", "scorecard,month,numerator,denominator,value", "kent-inc-uasc,2012-05,2,4,50")]
    public async Task TableThatRefusesTheWholeFile_IsNamed_ButNotOnRecord(string fault, params string[] lines)
    {
        string[] right = ["scorecard,indicator,month,value", "kent-inc-uasc,ia-rate,2012-05,66"];
        var zip = XlsxBuilder.Zip([.. new[] { ("ashford.csv", right), ("dover.csv", lines) }.Select(
            file => (file.Item1, Encoding.UTF8.GetBytes(string.Join('\n', file.Item2) + "\n")))]);
        var e = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(new MemoryStream(zip)));
        Assert.StartsWith($"'dover.csv': {fault}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("dover", e.OnRecord, StringComparison.Ordinal);

        var book = new XlsxBuilder().Sheet("North", s => s.Rows(Cells(right))).Sheet("South", s => s.Rows(Cells(lines)));
        e = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(book.ToStream()));
        Assert.StartsWith($"'South': {fault}", e.Message, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<ExtractException>(
            () => ReadFile.FromAsync(new MemoryStream(XlsxBuilder.Zip([("thanet.xlsx", book.ToBytes())]))));
        Assert.StartsWith($"'thanet.xlsx/South': {fault}", e.Message, StringComparison.Ordinal);

        static IEnumerable<object?[]> Cells(string[] lines) =>
            lines.Select(line => line.Split(',').Select(c => double.TryParse(c, out var number) ? number : c == "" ? null : (object?)c).ToArray());
    }

    [Fact]
    public async Task WorkbookInAZip_ThatCannotBeRead_IsNamed_ButNotOnRecord()
    {
        object?[][] rows = [["scorecard", "indicator", "month", "value"], ["kent-inc-uasc", "caf-rate", "2012-05", 66.0]];
        var whole = XlsxBuilder.FromRows(rows);
        var outOfOrder = $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>";
        await RefusedAsync(whole[..(whole.Length / 2)], "damaged or was not copied whole (its zip directory cannot be read)");
        await RefusedAsync([0xD0, 0xCF, 0x11, 0xE0, .. new byte[1024]], "in the Office format of before 2007 (.xls)");
        await RefusedAsync(
            new XlsxBuilder().Sheet("S", _ => { }).Part("xl/worksheets/sheet1.xml", outOfOrder).ToBytes(),
            "damaged or was not copied whole (sheet 'S' after row 2 cannot be read)");
        await RefusedAsync(new XlsxBuilder().Sheet("S", _ => { }).Part("_rels/.rels", "<x").ToBytes(), "damaged or was not copied whole");
        await RefusedAsync([], "empty. Export it again");

        async Task RefusedAsync(byte[] dover, string fault)
        {
            var zip = XlsxBuilder.Zip([("ashford.xlsx", whole), ("dover.xlsx", dover), ("thanet.xlsx", whole)]);
            var e = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(new MemoryStream(zip)));
            Assert.StartsWith($"'dover.xlsx' in the zip: the file is {fault}", e.Message, StringComparison.Ordinal);
            Assert.EndsWith(", within the zip", e.Message, StringComparison.Ordinal);
            Assert.Equal(2, e.Message.Split("dover.xlsx").Length);
            Assert.StartsWith("a file in the zip: the file is ", e.OnRecord, StringComparison.Ordinal);
            Assert.DoesNotContain("dover", e.OnRecord, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SheetsOfAWorkbookInAZip_AreNamedWithIt()
    {
        object?[][] rows = [["scorecard", "indicator", "month", "value"], ["kent-inc-uasc", "caf-rate", "2012-05", 66.0]];
        var dover = new XlsxBuilder().Sheet("May", s => s.Rows(rows)).Sheet("Blank", _ => { }).Sheet("Old", s => s.Row("x"), "hidden").ToBytes();
        var read = await ReadFile.FromAsync(new MemoryStream(XlsxBuilder.Zip([("dover.xlsx", dover)])));
        Assert.Equal("dover.xlsx/May", Assert.Single(read.File.Tables).Receipt.Sheet);
        Assert.Equal(
            [
                "'dover.xlsx/Blank' is empty.",
                "The sheet 'dover.xlsx/Old' was not read: it is hidden. Unhide it if its figures should count.",
            ],
            read.File.Notes);
        Assert.Equal("May", Assert.Single((await ReadFile.FromAsync(new MemoryStream(dover))).File.Tables).Receipt.Sheet);
    }

    /// <summary>As systems export a table without rows: it says nothing, as ever.</summary>
    [Fact]
    public async Task CsvInAZip_WithoutBytes_IsNoted()
    {
        var zip = XlsxBuilder.Zip([("a.csv", "scorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n"u8.ToArray()), ("b.csv", [])]);
        var read = await ReadFile.FromAsync(new MemoryStream(zip));
        Assert.Equal(["'b.csv' is empty."], read.File.Notes);
        Assert.Single(read.Rows);
    }

    /// <summary>Exported again it would be the same: what was passed over is in the notes.</summary>
    [Fact]
    public async Task FileOfWhichNothingIsRead_IsToldToLookAtTheNotes_AndIsEmptyOnlyWhereNothingWasPassedOver()
    {
        var hidden = new XlsxBuilder().Sheet("Front", _ => { }).Sheet("Data", s => s.Row("x"), "hidden").ToBytes();
        foreach (var content in (byte[][])[hidden, XlsxBuilder.Zip([("may.txt", "indicator\tvalue\n"u8.ToArray())])])
        {
            var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(new MemoryStream(content)));
            Assert.StartsWith("nothing in it was read, and the notes in its receipt say why", refusal.Message, StringComparison.Ordinal);
        }

        foreach (var content in (byte[][])[new XlsxBuilder().Sheet("Front", _ => { }).ToBytes(), XlsxBuilder.Zip([("may.csv", [])])])
        {
            var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(new MemoryStream(content)));
            Assert.StartsWith("the file is empty", refusal.Message, StringComparison.Ordinal);
        }
    }

    static byte[] Sample(CompressionLevel compression = CompressionLevel.Optimal) => new XlsxBuilder { Compression = compression }
        .Sheet("Data", s => s.Rows(Enumerable.Range(0, 50).Select(i => new object?[]
        {
            $"row {i}", i, XlsxCell.Percent(i / 70.0), new DateOnly(2012, 5, 31), true, XlsxCell.Formula("A1", i * 1.5),
        })))
        .Sheet("Hidden", s => s.Row("x"), "hidden")
        .ToBytes();

    static byte[] WithSheet(string rows) => new XlsxBuilder().Sheet("S", _ => { })
        .Part(
            "xl/worksheets/sheet1.xml",
            $"<worksheet xmlns=\"{Main}\"><dimension ref=\"A1\"/><sheetData>{rows}</sheetData><pageMargins left=\"1\"/></worksheet>")
        .ToBytes();

    static async Task AssertCellAsync(string text, XlsxCell cell) =>
        Assert.Equal($"1: {text}", Assert.Single(await ReadAsync(XlsxBuilder.FromRows([cell]))));

    internal static async Task AssertRefusedAsync(string reason, byte[] file, FileLimits? limits = null)
    {
        var e = await Assert.ThrowsAsync<ExtractException>(() => ReadAsync(file, limits));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    static Task<List<string>> ReadAsync(byte[] file, FileLimits? limits = null) => ReadAsync(new MemoryStream(file), limits);

    /// <summary>The rows of all visible sheets as "number: cell|cell", a fault in brackets before its cell.</summary>
    static async Task<List<string>> ReadAsync(Stream file, FileLimits? limits = null)
    {
        var lines = new List<string>();
        using var workbook = Workbook.Open(file, limits ?? Limits);
        foreach (var sheet in workbook.Sheets.Where(s => s.Kind is SheetKind.Visible))
        {
            await using var rows = workbook.OpenSheet(sheet);
            while (await rows.ReadAsync(CancellationToken.None))
            {
                Assert.Null(rows.Fault);
                var cells = Enumerable.Range(0, rows.CellCount).Select(
                    i => (rows.CellFault(i) is { } fault ? $"({fault})" : "") + rows.Cell(i).ToString());
                lines.Add($"{rows.Number}: {string.Join('|', cells)}");
            }
        }

        return lines;
    }
}
