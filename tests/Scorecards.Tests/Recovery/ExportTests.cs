using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Application.Operations;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Recovery;

public sealed class ExportTests
{
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";

    readonly Installation at = new();

    /// <summary>Another installation is made from the two: an entry without its bytes would lack there.</summary>
    [Fact]
    public async Task Export_HasTheBytesOfEachEntryThatItHasACopyOf_ThoughAFileIsTakenInMeanwhile()
    {
        await at.DropAsync("april.csv", Figures + "kent-inc-uasc,caf-rate,2012-04,9,100000\n");
        var moment = new Moment(request => request.StartsWith($"list {StorageNames.Backups}/", StringComparison.Ordinal))
        {
            Meanwhile = () => at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n"),
        };
        using var file = new MemoryStream();
        await moment.RunAsync(
            () => new Export(new SimulatedStorage(at.Account, moment, null), NullLogger<Export>.Instance).WriteAsync(file, default));
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Assert.Equal(2, names.Count(name => name.StartsWith("backups/entries/", StringComparison.Ordinal)));
        Assert.All((await at.JournalAsync()).Entries, entry => Assert.Contains($"archive/{entry.Sha256}", names));
    }
}
