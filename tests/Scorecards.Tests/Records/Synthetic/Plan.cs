namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A child protection plan, from the initial conference on.</summary>
/// <param name="End"><see cref="Day.Never"/> = open.</param>
/// <param name="Enquiry">The start of the section 47 enquiry that led to it; null = the child moved here with a plan.</param>
sealed record Plan(int Start, int End, int? Enquiry)
{
    public string Id { get; set; } = "";

    public int PreviousPlans { get; set; }

    /// <summary>A review of the year to date is late.</summary>
    public bool IsLate { get; set; }

    public bool IsOpenAt(int day) => Start <= day && End > day;
}
