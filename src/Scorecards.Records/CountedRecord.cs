namespace Scorecards.Records;

/// <summary>A record that a definition returned. It is about a child: never log it.</summary>
/// <param name="Key">The record's own key, such as the referral's.</param>
/// <param name="ChildId">Null where the record is not about one child.</param>
/// <param name="TeamCode">The team that it is counted for; null = the county only.</param>
/// <param name="InNumerator">0 = not counted, 1 = counted, or full-time equivalents.</param>
/// <param name="InDenominator">0 = not counted, 1 = counted, or full-time equivalents. 0 for rates and counts.</param>
public sealed record CountedRecord(string Key, string? ChildId, string? TeamCode, decimal InNumerator, decimal InDenominator);
