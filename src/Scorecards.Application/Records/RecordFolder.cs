namespace Scorecards.Application.Records;

/// <summary>A folder for records that are too many for memory: nobody else may enter it, and it goes with the object.</summary>
public sealed class RecordFolder : IDisposable
{
    readonly string path = Directory.CreateTempSubdirectory("records-").FullName;

    public string PathOf(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
