namespace Scorecards.Benchmarks;

/// <summary>Where things are in the checkout that this program was built in.</summary>
static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The app in its local host, built with this program and so in the same configuration.</summary>
    public static string App => Path.Combine(Root, "src", "LocalFunctionsHost", "bin", Configuration, "net10.0", "LocalFunctionsHost.dll");

    /// <summary>The same compiled ahead, as the app is published.</summary>
    public static string CompiledApp =>
        Path.Combine(Root, "tests", "Scorecards.Faults", "bin", Configuration, "net10.0", "app", "LocalFunctionsHost.dll");

#if DEBUG
    const string Configuration = "Debug";
#else
    const string Configuration = "Release";
#endif

    static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ScorecardFunctions.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This program runs in a checkout only."));
}
