namespace Scorecards.Records;

/// <summary>A check of records against one another: a file of the folder Sql/Checks.</summary>
/// <param name="Rule">The file's name.</param>
/// <param name="Message">What is wrong and how to put it right, with <see cref="RecordFault.Mark"/> for the value that a query returns.</param>
/// <param name="Queries">
/// Each is run where all the tables it reads are there, and returns a row a fault: table_name, record_key, column_name, message_value.
/// </param>
sealed record IntegrityCheck(string Rule, string Message, IReadOnlyList<string> Queries)
{
    const string Folder = "Checks/";
    const string MessageMark = "Message: ";

    public static IEnumerable<IntegrityCheck> Read(IReadOnlyDictionary<string, string> files) => files
        .Where(f => f.Key.StartsWith(Folder, StringComparison.Ordinal))
        .OrderBy(f => f.Key, StringComparer.Ordinal)
        .Select(f => new IntegrityCheck(
            Path.GetFileNameWithoutExtension(f.Key),
            SqlText.Prose(f.Value).Split(MessageMark)[1],
            SqlText.WithoutComments(f.Value).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
}
