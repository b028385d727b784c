using Scorecards.Application.Records;
using Scorecards.Extracts;

namespace Scorecards.Tests.Records;

/// <summary>No record stays on the disk of a process that was killed.</summary>
public sealed class RecordFolderTests
{
    [Theory]
    [InlineData("scorecards-records-")]
    [InlineData("scorecards-spilled-")]
    public void Folder_ThatAKilledProcessLeft_IsDeleted_AndOneInUseIsNot(string prefix)
    {
        var left = Directory.CreateTempSubdirectory(prefix);
        File.WriteAllText(Path.Combine(left.FullName, "child.csv"), "INVENTED");
        left.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-2);
        using var used = new RecordFolder();
        File.WriteAllText(used.PathOf("child.csv"), "INVENTED");

        RecordFolder.DeleteLeft(DateTime.UtcNow.AddDays(-1));
        Assert.False(Directory.Exists(left.FullName));
        Assert.True(File.Exists(used.PathOf("child.csv")));
    }

    [Fact]
    public async Task TemporaryFile_IsThereForItsStreamAlone()
    {
        await using var file = TemporaryFile.Create();
        await file.WriteAsync("INVENTED"u8.ToArray());
        file.Position = 0;
        using var reader = new StreamReader(file, leaveOpen: true);
        Assert.Equal("INVENTED", await reader.ReadToEndAsync());
        Assert.Equal(OperatingSystem.IsWindows(), File.Exists(file.Name));
    }
}
