using System.IO.Compression;
using System.Text;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>Files that are made to take all memory. Alone, as the memory is that of the process.</summary>
[Collection(nameof(WorkbookMemoryTests))]
[CollectionDefinition(nameof(WorkbookMemoryTests), DisableParallelization = true)]
public sealed class WorkbookMemoryTests
{
    const string SheetPart = "xl/worksheets/sheet1.xml";
    const long MostMemory = 100L << 20;

    static readonly FileLimits Limits = new();

    /// <summary>Made once: to write a gigabyte takes seconds.</summary>
    static readonly Lazy<byte[]> Zeros = new(() => Bomb(new byte[1 << 20], 1_000_000_000));

    [Fact]
    public async Task Read_RefusesInFlatMemory_WhenALittleFileUnzipsToAGigabyte()
    {
        var zeros = Zeros.Value;
        Assert.True(zeros.Length < 2 << 20);
        await AssertFlatAsync("times as much, and at most 200 times is read", zeros, Limits);

        // What the directory says is as an attacker likes it.
        await AssertFlatAsync("is damaged", zeros, Limits with { MostZipRatio = int.MaxValue });
        var spaces = new byte[1 << 20];
        Array.Fill(spaces, (byte)' ');
        await AssertFlatAsync("is damaged", Bomb(spaces), Limits with { MostZipRatio = int.MaxValue });
        await AssertFlatAsync("more than 5,000,000 rows", Bomb(Repeated("<row/>")), Limits with { MostZipRatio = int.MaxValue });
        await AssertFlatAsync("is damaged", Bomb(Repeated("<a>")), Limits with { MostZipRatio = int.MaxValue });
        var row = $"<row>{string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<a{i}/>"))}";
        await AssertFlatAsync("is damaged", Bomb(Encoding.ASCII.GetBytes(row)), Limits with { MostZipRatio = int.MaxValue });

        static byte[] Repeated(string text) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, (1 << 20) / text.Length)));
    }

    [Fact]
    public async Task Read_RefusesInFlatMemory_WhenTheDirectoryLiesAboutTheSize()
    {
        byte[] file = [.. Zeros.Value];
        var end = file.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        while (end >= 0)
        {
            // The uncompressed size of every central directory record that is a gigabyte.
            if (BitConverter.ToInt32(file, end + 24) > 1 << 24)
            {
                BitConverter.TryWriteBytes(file.AsSpan(end + 24), 1000);
            }

            end = file.AsSpan(0, end).LastIndexOf("PK\u0001\u0002"u8);
        }

        await AssertFlatAsync("is damaged", file, Limits);
    }

    [Fact]
    public async Task Open_RefusesInFlatMemory_WhenThereAreTooManyEntries()
    {
        var entries = Enumerable.Range(0, 150_000).Select(i => ($"{i}.csv", Array.Empty<byte>()));
        await AssertFlatAsync("zip directory has more than 4 MB", XlsxBuilder.Zip(entries, CompressionLevel.NoCompression), Limits);
    }

    /// <summary>A workbook whose sheet begins as one should and goes on with the same block until it has the size.</summary>
    static byte[] Bomb(byte[] block, long size = 100_000_000)
    {
        var file = new MemoryStream(new XlsxBuilder().Sheet("S", _ => { }).ToBytes());
        var parts = new MemoryStream();
        using (var source = new ZipArchive(file))
        using (var target = new ZipArchive(parts, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries.Where(e => e.FullName != SheetPart))
            {
                using var from = entry.Open();
                using var to = target.CreateEntry(entry.FullName).Open();
                from.CopyTo(to);
            }

            using var sheet = target.CreateEntry(SheetPart).Open();
            sheet.Write(Encoding.ASCII.GetBytes($"<worksheet xmlns=\"{WorkbookTests.Main}\"><sheetData>"));
            for (var written = 0L; written < size; written += block.Length)
            {
                sheet.Write(block);
            }
        }

        return parts.ToArray();
    }

    static async Task AssertFlatAsync(string reason, byte[] file, FileLimits limits)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var timer = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);
        await WorkbookTests.AssertRefusedAsync(reason, file, limits);
        Assert.InRange(Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)) - before, long.MinValue, MostMemory);
    }
}
