namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A district of the county, by its code of the Office for National Statistics.</summary>
/// <param name="Population">Aged 0 to 17; of all 312,597.</param>
sealed record District(string Code, string Name, string Area, int Population)
{
    public static IReadOnlyList<District> All { get; } =
    [
        new("E07000105", "Ashford", "SOUTH", 27_900),
        new("E07000106", "Canterbury", "EAST", 28_300),
        new("E07000107", "Dartford", "NORTH", 22_900),
        new("E07000108", "Dover", "SOUTH", 22_500),
        new("E07000109", "Gravesham", "NORTH", 23_600),
        new("E07000110", "Maidstone", "WEST", 32_300),
        new("E07000111", "Sevenoaks", "WEST", 25_700),
        new("E07000112", "Shepway", "SOUTH", 20_900),
        new("E07000113", "Swale", "EAST", 31_500),
        new("E07000114", "Thanet", "EAST", 28_700),
        new("E07000115", "Tonbridge and Malling", "WEST", 28_597),
        new("E07000116", "Tunbridge Wells", "WEST", 19_700),
    ];

    public static int County { get; } = All.Sum(d => d.Population);

    /// <summary>Of districts by their populations.</summary>
    public static int Any(SplitMix64 random)
    {
        var left = random.Below(County);
        var i = 0;
        for (; left >= All[i].Population; i++)
        {
            left -= All[i].Population;
        }

        return i;
    }
}
