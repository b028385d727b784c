namespace Scorecards.Extracts;

/// <summary>What a file with records of children or workers was taken for.</summary>
/// <param name="Return">The return, such as "SSDA903"; "children's records" when its fields are those of several returns.</param>
/// <param name="Table">The words for a refusal: "an SSDA903 Episodes file".</param>
/// <param name="Fields">The published field names that were found, never a text of the file itself, so that they can be shown and logged.</param>
public sealed record ChildRecord(string Return, string Table, IReadOnlyList<string> Fields)
{
    const string OfWorkers = "Social work workforce census";

    /// <summary>Whether it has a record for each worker, and not for each child.</summary>
    public bool IsOfWorkers => Return == OfWorkers;
}
