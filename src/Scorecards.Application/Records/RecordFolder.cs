namespace Scorecards.Application.Records;

/// <summary>A folder for records that are too many for memory: nobody else may enter it, and it goes with the object.</summary>
public sealed class RecordFolder : IDisposable
{
    const string Prefix = "scorecards-records-";

    /// <summary>The names of these, and of the folders into which DuckDB spills records.</summary>
    static readonly string[] Names = [$"{Prefix}*", "scorecards-spilled-*"];

    readonly string path = Directory.CreateTempSubdirectory(Prefix).FullName;

    /// <summary>Deletes the folders of records that a killed process left.</summary>
    /// <param name="before">UTC; those that were written to later may be in use.</param>
    public static void DeleteLeft(DateTime before)
    {
        foreach (var folder in Names.SelectMany(new DirectoryInfo(Path.GetTempPath()).GetDirectories))
        {
            try
            {
                if (folder.LastWriteTimeUtc < before)
                {
                    folder.Delete(recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process has deleted it, or it is another user's.
            }
        }
    }

    public string PathOf(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
