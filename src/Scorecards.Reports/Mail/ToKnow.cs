using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The three things of a month that a director has to know, each in a sentence.</summary>
public static class ToKnow
{
    const int Most = 3;

    /// <summary>Of the first thing, and one of each other: a name takes two lines on a telephone. The others are counted.</summary>
    const int MostNamed = 2;

    const string RatedRed = "Rated red";

    /// <summary>The weightiest first. At least one.</summary>
    public static IReadOnlyList<string> Find(MonthReport report)
    {
        List<string> things = [.. Candidates(report).Where(c => c.Names is not []).Take(Most).Select((c, i) => Said(c.What, c.Names, i))];
        return things.Count > 0 ? things : [report.Reds.Count > 0 ? Said(RatedRed, Reds(report), 0) : NothingIsRed(report)];
    }

    static List<string> Reds(MonthReport report) => [.. report.Reds.Select(r => r.Indicator.Name)];

    /// <summary>Nothing is red, unless nothing is rated. Of changes between other colours it says how many there are.</summary>
    static string NothingIsRed(MonthReport report)
    {
        var isWhole = report.IsWhole;
        if (report.Scorecard.Results.All(r => r.Rating is null))
        {
            return isWhole ? "No indicator is rated: there is no target or no figure." : "No indicator that you are shown is rated.";
        }

        return (isWhole ? "No indicator is red" : "No indicator that you are shown is red") + report.Changes?.OtherwiseRecoloured.Count switch
        {
            null => ".",
            0 => isWhole ? ", and none has changed its colour." : ", and none that you are shown in both months has changed its colour.",
            1 => ". 1 has another colour than last month.",
            { } others => $". {others} have another colour than last month.",
        } + NoLongerRated(report.Changes);
    }

    /// <summary>Of what has lost its colour with its figure, though nothing is missing; empty = nothing has.</summary>
    static string NoLongerRated(MonthChanges? changes) => changes?.Recoloured.Count(d => d.Now!.Figure is null) switch
    {
        null or 0 => "",
        1 => " 1 is no longer rated: it has no figure.",
        { } unrated => $" {unrated} are no longer rated: they have no figure.",
    };

    /// <summary>Each with the indicators that it is about; null = it is a whole sentence.</summary>
    static IEnumerable<(string What, IReadOnlyList<string>? Names)> Candidates(MonthReport report)
    {
        var changes = report.Changes;
        if (changes is { Restarted.Count: > 0 and var restarted })
        {
            yield return (
                $"New financial year: {restarted} year-to-date {(restarted == 1 ? "figure restarts" : "figures restart")} and cannot be compared.",
                null);
        }

        yield return ("Newly red", Names(changes?.NewlyRed));
        if (report.Corrected.Count > 0)
        {
            yield return (
                $"Corrected figures of {MailTimes.Months(report.Corrected.Select(c => c.Month))}",
                [.. report.Corrected.Select(c => c.Indicator.Name).Distinct()]);
        }

        // Of 0 of 0 nothing is missing, as of many a year-to-date share in April; the list in the mail has it, with the reason.
        yield return ("No figure this month", Names([.. (changes?.LostFigure ?? []).Where(d => !report.Scorecard.LacksNothing(d.Now!))]));
        yield return ("Red and worse", [.. report.Reds.Where(r => r.Travel == Travel.Worse && !IsNew(r)).Select(r => r.Indicator.Name)]);

        // To a reader from whom last month's figure is withheld the travel still tells how it compares.
        yield return ("Red and not compared with last month", Names([.. (changes?.RedUncompared ?? []).Where(d => d.Now!.Travel is null)]));
        yield return ("Another colour because the target has changed", Names(changes?.ByTarget));
        yield return ("No longer red", Names(changes?.NoLongerRed));
        yield return ("Red but improving", [.. report.RedButImproving.Where(r => !IsNew(r)).Select(r => r.Indicator.Name)]);
        yield return (RatedRed, changes is null ? Reds(report) : []);
        if (changes is not null && report.Reds.Count > 0 && IsNoneNew(changes))
        {
            yield return (
                report.IsWhole ? "No indicator is newly red." : "No indicator that you are shown in both months is newly red.", null);
        }

        bool IsNew(Result red) => changes?.NewlyRed.Any(d => d.Now == red) == true;
    }

    /// <summary>
    /// Whether every red was red before, but for those of which the reader was not shown it. One that is red for the first time, whether by its
    /// target, in a new financial year or on a new line, is not newly red, and to say that none is would mislead.
    /// </summary>
    static bool IsNoneNew(MonthChanges changes) => changes.NewlyRed.Count == 0
        && changes.RedUncompared.All(d => d.Was is { IsSuppressed: true }) && changes.ByTarget.All(d => d.Now!.Rating != Rating.Red);

    static IReadOnlyList<string> Names(IReadOnlyList<ResultDiff>? changed) => [.. (changed ?? []).Select(d => d.Indicator.Name)];

    static string Said(string what, IReadOnlyList<string>? names, int place)
    {
        var most = place == 0 ? MostNamed : 1;
        return names is null
            ? what
            : $"{what} ({names.Count}): {string.Join("; ", names.Take(most))}{(names.Count > most ? $"; and {names.Count - most} more." : ".")}";
    }
}
