namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A child who was referred at least once.</summary>
sealed class Child(int number, int birth, int district)
{
    public string Id { get; } = $"C{number:D7}";

    /// <summary>May be after the extract: not born yet.</summary>
    public int Birth => birth;

    public int District => district;

    public int LastReferral { get; set; }

    /// <summary>Child protection plans so far.</summary>
    public int Plans { get; set; }

    public Care? Care { get; set; }

    public bool IsDisabled { get; set; }

    public bool IsGirl { get; init; }

    public bool IsBorn(int day) => birth <= day;

    public bool IsAtLeast(int years, int day) => Day.MonthsAfter(birth, 12 * years) <= day;
}
