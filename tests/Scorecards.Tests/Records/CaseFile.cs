using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>A file of cases in sections: [name], then its lines. Lines with # are for readers.</summary>
static class CaseFile
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path)
    {
        var sections = new Dictionary<string, IReadOnlyList<string>>();
        List<string> lines = [];
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
            {
                sections.Add(line.Trim('[', ']'), lines = []);
            }
            else
            {
                lines.Add(line);
            }
        }

        return sections;
    }

    /// <summary>Whether a case is not as it must be, or does not run any more.</summary>
    public static bool Fails(Func<bool> isRight)
    {
        try
        {
            return !isRight();
        }
        catch (RecordQueryException)
        {
            return true;
        }
    }
}
