namespace Scorecards.Records;

/// <summary>Something about a record that cannot be right beside the other records. It is about a child: never log it.</summary>
/// <param name="Table">One of the 15 tables.</param>
/// <param name="Key">The record's own key. An episode's and a decision's have the child's id in them.</param>
/// <param name="Column">The column to look at.</param>
/// <param name="Rule">The check that found it: its file's name.</param>
/// <param name="Message">What is wrong and how to put it right, without an id of a child.</param>
public sealed record RecordFault(string Table, string Key, string Column, string Rule, string Message);
