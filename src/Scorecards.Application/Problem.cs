namespace Scorecards.Application;

/// <summary>Why a request is not answered.</summary>
/// <param name="Status">As HTTP numbers it: 400, 404, 409, 410.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Detail">What to do about it.</param>
public sealed record Problem(int Status, string Title, string Detail);
