namespace Scorecards.Records;

/// <summary>Something about a record that cannot be right beside the other records. It is about a child: never log it.</summary>
/// <param name="Table">One of the 15 tables.</param>
/// <param name="Key">The record's own key. An episode's and a decision's have the child's id in them, a child's is it.</param>
/// <param name="Row">Of the file that it was uploaded in; null = it is not known.</param>
/// <param name="Column">The column to look at.</param>
/// <param name="Rule">The check that found it: its file's name.</param>
/// <param name="Message">What is wrong and how to put it right, without an id of a child; with <see cref="Mark"/> for a value.</param>
/// <param name="Value">That value, as the record has it: columns are shifted in exports, so that it may be anything.</param>
public sealed record RecordFault(string Table, string Key, long? Row, string Column, string Rule, string Message, string Value = "")
{
    /// <summary>In a message, the place of the value.</summary>
    public const string Mark = "{value}";

    /// <summary>The entry of the journal whose file the row is of; null = that of the upload that is checked.</summary>
    public long? Upload { get; init; }

    const string NotShown = " The cell's value is not shown.";

    /// <summary>Whether the key has a child's id in it.</summary>
    public bool NamesChild => FaultQuery.KeyOf(Table).Contains("child_id", StringComparison.Ordinal);

    /// <summary>What is wrong and how to put it right.</summary>
    /// <param name="showsValue">False = without the value.</param>
    public string Say(bool showsValue) => !Message.Contains(Mark, StringComparison.Ordinal) ? Message
        : showsValue ? Message.Replace(Mark, Value, StringComparison.Ordinal)
        : Message.Replace($" {Mark}", "", StringComparison.Ordinal) + NotShown;
}
