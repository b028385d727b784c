namespace Scorecards.Faults;

static class FaultKinds
{
    static readonly Dictionary<string, FaultKind> ByName = new()
    {
        ["kill-before"] = FaultKind.KillBefore,
        ["kill-after"] = FaultKind.KillAfter,
        ["409"] = FaultKind.Conflict409,
        ["412"] = FaultKind.Precondition412,
        ["429"] = FaultKind.TooMany429,
        ["500"] = FaultKind.Error500,
        ["503"] = FaultKind.Busy503,
        ["lost-500"] = FaultKind.Lost500,
        ["lost-503"] = FaultKind.Lost503,
        ["reset-before"] = FaultKind.ResetBefore,
        ["reset-after"] = FaultKind.ResetAfter,
        ["slow"] = FaultKind.Slow,
        ["late"] = FaultKind.Late,
    };

    public static IReadOnlyList<FaultKind> All { get; } = [.. ByName.Values];

    public static string Name(this FaultKind kind) => ByName.First(k => k.Value == kind).Key;

    /// <returns>Null: there is none of that name.</returns>
    public static FaultKind? Find(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;

    public static bool IsKill(this FaultKind kind) => kind is FaultKind.KillBefore or FaultKind.KillAfter;

    /// <summary>The status that the app is told; null = it is told none.</summary>
    public static int? Status(this FaultKind kind) => kind switch
    {
        FaultKind.Conflict409 => 409,
        FaultKind.Precondition412 => 412,
        FaultKind.TooMany429 => 429,
        FaultKind.Error500 or FaultKind.Lost500 => 500,
        FaultKind.Busy503 or FaultKind.Lost503 => 503,
        _ => null,
    };

    /// <summary>Whether the request reaches the storage although its answer does not reach the app.</summary>
    public static bool IsCarriedOut(this FaultKind kind) =>
        kind is FaultKind.KillAfter or FaultKind.Lost500 or FaultKind.Lost503 or FaultKind.ResetAfter;
}
