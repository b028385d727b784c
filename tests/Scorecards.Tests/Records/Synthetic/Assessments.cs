namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// Initial and core assessments: the first of each case, and as many again on open cases as bring each stretch to its number, in time as often as
/// was printed.
/// </summary>
sealed class Assessments(Council council, OpenCases open)
{
    readonly SplitMix64 random = council.Random;
    readonly WorkingCalendar calendar = council.Calendar;
    readonly Scale scale = council.Scale;

    public List<Assessment> All { get; } = [];

    public void Make()
    {
        foreach (var found in council.Worked)
        {
            All.Add(new(found, false, false, found.Referral, found.InitialDone!.Value));
            if (found.CoreStart is { } start)
            {
                All.Add(new(found, true, false, start, found.CoreDone!.Value));
            }
        }

        foreach (var span in Span.All.Where(s => s.First < Day.Period))
        {
            AddInitial(span);
            AddCore(span);
        }

        MarkProgressed();
        MarkSeen();
    }

    List<Assessment> In(Span span, bool isCore) => All.FindAll(a => a.IsCore == isCore && span.Holds(a.Done));

    int InTime(List<Assessment> assessments, int limit) => assessments.Count(a => calendar.Between(a.Start, a.Done) <= limit);

    void AddInitial(Span span)
    {
        var first = In(span, false);
        var (year, twelve) = (scale.Count(1_683), scale.Count(13_777));
        var target = span.IsYearToDate ? year : span.IsBeforeTheYear ? twelve - year : first.Count * 106 / 100;
        var inTime = span.IsYearToDate ? scale.Count(1_420) - InTime(first, 7) : (target - first.Count) * 84 / 100;
        var quota = new Quota(inTime, target - first.Count);
        foreach (var day in Days(span, target - first.Count))
        {
            var start = calendar.Before(day, quota.Takes() ? random.Between(2, 7) : random.Between(8, 20));
            if (open.Find(day, c => c.LastInitial < start && c.Referral < start) is { } found)
            {
                found.LastInitial = day;
                All.Add(new(found, false, false, start, day));
            }
        }
    }

    void AddCore(Span span)
    {
        var first = In(span, true);
        var (year, twelve) = (scale.Count(1_778), scale.Count(13_284));
        var target = span.IsYearToDate ? year : span.IsBeforeTheYear ? twelve - year : first.Count * 3 / 2;
        var more = target - first.Count;
        var unborn = new Quota(
            span.IsYearToDate ? scale.Count(1_778) - scale.Count(1_684) - first.Count(a => !a.IsBorn) : more / 50, more);
        var quota = new Quota(span.IsYearToDate ? scale.Count(1_453) - InTime(first, 35) : more * 81 / 100, more);
        foreach (var day in Days(span, more))
        {
            var isUnborn = unborn.Takes();
            var delay = quota.Takes() ? isUnborn ? random.Between(5, 15) : random.Between(10, 35) : random.Between(36, 50);
            var start = calendar.Before(day, delay);
            if (Find(day, start, isUnborn) is { } found)
            {
                found.LastCore = day;
                All.Add(new(found, true, true, start, day));
            }
        }
    }

    /// <summary>There are few who are unborn: where none has an open case for so long, one whose assessment of before is not over yet.</summary>
    Case? Find(int day, int start, bool isUnborn) =>
        open.Find(day, c => c.LastCore < start && c.Referral < start && c.Child.IsBorn(day) != isUnborn)
        ?? open.Find(day, c => c.LastCore < day && c.Referral < start && c.Child.IsBorn(day) != isUnborn)
        ?? open.Find(day, c => c.LastCore < day && c.Referral < start);

    List<int> Days(Span span, int count) => count <= 0 ? [] : [.. calendar.Spread(span.First, span.Last, count)];

    /// <summary>Initial assessments of children who were born and whose case went on for a while; an enquiry begins on the day.</summary>
    void MarkProgressed()
    {
        foreach (var span in Span.All)
        {
            var done = In(span, false);
            var unborn = done.Count(a => !a.IsBorn);
            var target = span.IsYearToDate ? scale.Count(1_683) - scale.Count(1_477) - unborn : done.Count * 75 / 1000;
            var fitting = done.FindAll(a => a.IsBorn && a.Case.Kind == CaseKind.Long && a.Done == a.Case.InitialDone && a.Case.Closure > a.Done + 20);
            var quota = new Quota(target, fitting.Count);
            fitting.ForEach(a => a.IsProgressed = quota.Takes());
        }
    }

    void MarkSeen()
    {
        var year = Span.All.First(s => s.IsYearToDate);
        Mark(All.FindAll(a => !a.IsCore && !a.IsProgressed && a.IsBorn && !year.Holds(a.Done)), 80);
        Mark(All.FindAll(a => a.IsCore && a.IsBorn && !year.Holds(a.Done)), 97);
        Take(All.FindAll(a => !a.IsCore && !a.IsProgressed && a.IsBorn && year.Holds(a.Done)), scale.Count(1_186), scale.Count(1_477));
        Take(All.FindAll(a => a.IsCore && a.IsBorn && year.Holds(a.Done)), scale.Count(1_645), scale.Count(1_684));
        All.FindAll(a => a.IsProgressed).ForEach(a => a.IsSeen = true);

        static void Mark(List<Assessment> assessments, int percent) => Take(assessments, percent, 100);

        static void Take(List<Assessment> assessments, int count, int total)
        {
            var quota = new Quota(count, total);
            assessments.ForEach(a => a.IsSeen = quota.Takes() && a.Done != Day.Never);
        }
    }
}
