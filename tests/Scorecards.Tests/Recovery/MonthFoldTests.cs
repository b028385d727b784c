using Scorecards.Domain;

namespace Scorecards.Tests.Recovery;

/// <summary>What a month is from nothing where older numbers cannot be calculated again: the editions that are on record stand for them.</summary>
public sealed class MonthFoldTests
{
    static readonly ScorecardMonth Of = new("ashford", new Month(2012, 5));
    static readonly Indicator Rate = Kent.Indicator(Polarity.H, Unit.Count, 0, "rate");

    static readonly CatalogueState Catalogue = new(
        new Catalogue([Rate], [], [new Scorecard { Id = "ashford", Name = "Ashford", Slice = Slice.District, Uasc = UascBasis.Included }]),
        [],
        [],
        []);

    readonly JournalIndex journal = new();

    JournalEntry Append(EntryKind kind, Func<JournalEntry, JournalEntry>? with = null)
    {
        var n = journal.Whole.Head + 1;
        var entry = new JournalEntry
        {
            Number = n,
            Kind = kind,
            Intent = $"{n}",
            Attempt = $"a{n}",
            Place = n,
            Received = DateTimeOffset.UnixEpoch.AddDays(n),
            Committed = DateTimeOffset.UnixEpoch.AddDays(n)
        };
        entry = with?.Invoke(entry) ?? entry;
        journal.Append(entry);
        return entry;
    }

    MonthStatement Accept(decimal value)
    {
        var entry = Append(
            EntryKind.Accepted,
            e => e with { Sha256 = $"{value}", Path = $"{value}.csv", Arrival = 1, Touches = new Touches { Stated = new MonthSet([Of]) } });
        var measure = new Measure { Scorecard = Of.Scorecard, Indicator = Rate.Id, Month = Of.Month, Figure = new Figure(value, false) };
        return new MonthStatement(Of.Scorecard, Of.Month, entry.Attempt, 1, [(measure, new Source(entry.Path!, entry.Sha256!, null, 1))], [], []);
    }

    void Issue() =>
        Append(
            EntryKind.Issue,
            e => e with { Group = "kent", Month = Of.Month, Names = [Of.Scorecard.Value], Touches = new Touches { Stated = new MonthSet([Of]) } });

    Folded Fold(IReadOnlyList<MonthStatement> statements, params IReadOnlyList<MonthState> known) =>
        new MonthFold(journal.Whole, _ => Catalogue, statements).Fold(Of, MonthState.Unknown, known.ToDictionary(e => e.AsOf));

    /// <summary>An edition on record that today's rules do not make.</summary>
    MonthState Edition(long number, int edition, IReadOnlyList<MonthStatement> of)
    {
        var other = new JournalIndex();
        for (var n = 1L; n <= journal.Whole.Head; n++)
        {
            other.Append(journal.Whole[n]);
        }

        var state = new MonthFold(other.Whole, _ => Catalogue, of).Fold(Of, MonthState.Unknown, new Dictionary<long, MonthState>()).State!;
        return state with
        {
            AsOf = number,
            Edition = edition,
            Scorecard = state.Scorecard! with { Name = "As it was called then", Edition = edition }
        };
    }

    [Fact]
    public void OlderRules_MakeNoEditionsAgain()
    {
        var first = Accept(1);
        Issue();
        var known = Edition(2, 1, [first]);
        Append(EntryKind.Rules, e => e with { Rules = 1, Touches = Touches.All });
        Append(EntryKind.Restored, e => e with { Touches = Touches.All });

        var folded = Fold([first], known);
        Assert.Equal([(3, 2)], folded.Editions.Select(e => (e.AsOf, e.Edition)));
        Assert.Equal((4, 2, "Ashford"), (folded.State!.AsOf, folded.State.Edition, folded.State.Scorecard!.Name));
    }

    [Fact]
    public void OlderRules_AreInTheEditions_OfANumberBelowTheNewerOnesToo()
    {
        var first = Accept(1);
        Issue();
        var known = Edition(2, 1, [first]);
        var correction = Accept(2);
        Append(EntryKind.Rules, e => e with { Rules = 1, Touches = Touches.All });

        var then = new MonthFold(journal.Whole.UpTo(3), _ => Catalogue, [first, correction])
            .Fold(Of, MonthState.Unknown, new Dictionary<long, MonthState> { [2] = known }, today: journal.Whole).State!;
        Assert.Equal((3, 1, "As it was called then"), (then.AsOf, then.Edition, then.Scorecard!.Name));
    }

    /// <summary>The older code was ended between an edition and its month; of what came after the edition it has calculated nothing.</summary>
    [Fact]
    public void AnEditionOfOlderRules_Stands_WhereItsMonthWasNotStored()
    {
        var first = Accept(1);
        var stored = Fold([first]).State!;
        Issue();
        var known = Edition(2, 1, [first]);
        var correction = Accept(2);
        Append(EntryKind.Rules, e => e with { Rules = 1, Touches = Touches.All });

        var folded = new MonthFold(journal.Whole, _ => Catalogue, [first, correction])
            .Fold(Of, stored, new Dictionary<long, MonthState> { [2] = known });
        Assert.Equal([(3, 2, "Ashford")], folded.Editions.Select(e => (e.AsOf, e.Edition, e.Scorecard!.Name)));
        Assert.Equal((4, 2), (folded.State!.AsOf, folded.State.Edition));
    }

    /// <summary>Of two sheets, the rows with one number. What earlier builds wrote does not say in which way.</summary>
    [Theory]
    [InlineData(StatedAs.SecondHand, 1)]
    [InlineData(StatedAs.Alone, 2)]
    [InlineData(null, null)]
    public void ARemovedMeasure_IsTheOneThatIsStatedSo(StatedAs? removed, int? left)
    {
        var first = Accept(1);
        var (measure, source) = first.Measures[0];
        var secondHand = measure with { Figure = new Figure(2, false), IsSecondHand = true };
        var folded = Fold([first with { Measures = [(measure, source), (secondHand, source)], Removed = [(Rate.Id, source.Row, removed)] }]);
        Assert.Equal((decimal?)left, folded.State!.Scorecard?.Results.Single().Figure?.Value);
    }

    [Fact]
    public void ALostEntrysEdition_Stands_AndWhatIsOtherAfterItIsAnother()
    {
        var first = Accept(1);
        Issue();
        Append(EntryKind.Lost);
        var known = Edition(3, 2, [first]);
        Append(EntryKind.Restored, e => e with { Touches = Touches.All });

        var folded = Fold([first], known);
        Assert.Equal([(2, 1), (4, 3)], folded.Editions.Select(e => (e.AsOf, e.Edition)));
        Assert.Equal(1, Assert.Single(Fold([first]).Editions).Edition);
    }

    [Fact]
    public void WhatWasErasedBeforeTheIssue_CountsAsChanged_WhenItGoes()
    {
        var erased = Accept(1);
        Append(EntryKind.Erasure, e => e with { Place = 1, Touches = new Touches { Stated = new MonthSet([Of]) } });
        Append(EntryKind.Restored, e => e with { Touches = Touches.All });
        var (with, without) = (Fold([erased]).State!, Fold([]).State!);
        Assert.Equal((with.Changed, with.Scorecard), (without.Changed, without.Scorecard));
        Assert.Equal(journal.Whole[2].Committed, without.Changed);
    }
}
