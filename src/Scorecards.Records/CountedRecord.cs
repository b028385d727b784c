namespace Scorecards.Records;

/// <summary>A record that a definition returned. It is about a child: never log it.</summary>
/// <param name="Key">The record's own key, such as the referral's.</param>
/// <param name="ChildId">Null where the record is not about one child.</param>
/// <param name="TeamCode">The team that it is counted for; null = the county only.</param>
/// <param name="DistrictCode">The team's district; null where team.csv does not have the team.</param>
/// <param name="AreaCode">The team's area; null where team.csv does not have the team.</param>
/// <param name="IsUasc">Whether the child is UASC at the period end, so that figures without UASC leave the record out.</param>
/// <param name="InNumerator">0 = not counted, 1 = counted, or full-time equivalents.</param>
/// <param name="InDenominator">0 = not counted, 1 = counted, or full-time equivalents. 0 for rates and counts.</param>
/// <param name="EventDate">The day of the counted event, or the start of what is open. Null where the definition does not say it.</param>
/// <param name="DueBy">The last day in time. Null where there is no limit, or the definition does not say it.</param>
/// <param name="Reason">Why the record counts or fails, in plain English, without an id. Null where the definition does not say it.</param>
public sealed record CountedRecord(
    string Key,
    string? ChildId,
    string? TeamCode,
    string? DistrictCode,
    string? AreaCode,
    bool IsUasc,
    decimal InNumerator,
    decimal InDenominator,
    DateOnly? EventDate,
    DateOnly? DueBy,
    string? Reason);
