namespace Scorecards.Records;

/// <summary>A column of one of the 15 tables.</summary>
sealed record RecordColumn(string Name, string Type, bool IsRequired)
{
    /// <summary>The expression that reads it from what has a type already.</summary>
    public string Typed => $"CAST(\"{Name}\" AS {Type})";

    string Trimmed => $"nullif(trim(\"{Name}\"), '')";

    /// <summary>
    /// The expression that reads it from text. Each row's date may be yyyy-MM-dd or dd/MM/yyyy; a flag may be Y, yes, true, 1, a) Yes. A value that
    /// is none of these fails with a message that does not repeat it.
    /// </summary>
    public string FromText(string table)
    {
        var typed = Parsed();
        return typed is null
            ? Trimmed
            : $"CASE WHEN {Trimmed} IS NULL THEN NULL ELSE coalesce({typed}, error({Sql.Text(Refusal(table))})) END";
    }

    string? Parsed() => Type switch
    {
        "VARCHAR" => null,
        "DATE" => $"CAST(coalesce(try_strptime({Trimmed}, '%Y-%m-%d'), try_strptime({Trimmed}, '%d/%m/%Y')) AS DATE)",
        "BOOLEAN" => $"""
            CASE regexp_replace(lower({Trimmed}), '^[a-z]\)\s*', '')
                WHEN 'y' THEN TRUE WHEN 'yes' THEN TRUE WHEN 'true' THEN TRUE WHEN '1' THEN TRUE
                WHEN 'n' THEN FALSE WHEN 'no' THEN FALSE WHEN 'false' THEN FALSE WHEN '0' THEN FALSE END
            """,
        _ => $"TRY_CAST({Trimmed} AS {Type})",
    };

    string Refusal(string table) => $"{RecordFile.Mark}{table}.csv has in column {Name} a value that is not {Type switch
    {
        "DATE" => "a date (yyyy-MM-dd or dd/MM/yyyy)",
        "BOOLEAN" => "yes or no",
        _ => "a number",
    }}.";
}
