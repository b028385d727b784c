namespace Scorecards.Domain;

/// <summary>How audiences are written in files and in storage.</summary>
public static class AudienceNames
{
    const string Leadership = "leadership";
    const string DataTeam = "data-team";

    /// <summary>The two, as a recipient file writes them.</summary>
    public static IReadOnlyList<string> All { get; } = [Leadership, DataTeam];

    /// <summary>One of <see cref="All"/>.</summary>
    public static string Write(Audience audience) => audience == Audience.DataTeam ? DataTeam : Leadership;

    /// <summary>The audience of a name, in any case.</summary>
    /// <param name="name">One of <see cref="All"/>; whatever else is leadership, who are told less.</param>
    public static Audience Read(string name) => name.Equals(DataTeam, StringComparison.OrdinalIgnoreCase) ? Audience.DataTeam : Audience.Leadership;
}
