using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>Holds every definition against children whose figures were worked out by hand: known-answers.md.</summary>
public sealed class KnownAnswersTests : IDisposable
{
    static readonly KnownAnswers Answers = KnownAnswers.Read(KnownAnswers.Folder);

    static readonly DefinitionCases Cases = DefinitionCases.Read(KnownAnswers.Folder);

    readonly Lazy<RecordDatabase> database = new(() => Answers.Open(RecordScripts.BuiltIn));

    public void Dispose()
    {
        if (database.IsValueCreated)
        {
            database.Value.Dispose();
        }
    }

    [Fact]
    public void Totals_AreTheSumsOfTheChildren() => Assert.Empty(Answers.WrongTotals());

    [Fact]
    public void Children_AreManyAndEachOnABoundary() => Assert.InRange(Answers.Children, 60, int.MaxValue);

    [Fact]
    public async Task Definitions_SayWhatWasWorkedOutByHand()
    {
        var definitions = await DefinitionsAsync();
        Assert.Empty(Answers.All.SelectMany(a => Answers.Differences(database.Value, definitions[a.Indicator], a.Month)));
    }

    [Fact]
    public async Task Totals_NameEveryIndicator() =>
        Assert.Equal((await DefinitionsAsync()).Keys.Order(), Answers.All.Where(a => a.Month == new Month(2012, 5)).Select(a => a.Indicator).Order());

    /// <summary>
    /// A council sets the age itself, as the comment of lac-pep says. The newest plan in October 2013 is of 1 March, and its six months are over.
    /// </summary>
    [Fact]
    public async Task EducationPlans_AreAsOldAsACouncilsOwnDefinitionLetsThem()
    {
        var definition = (await DefinitionsAsync())["lac-pep"];
        var own = definition with { Sql = definition.Sql.Replace("days_or_months('pep-max-age')", "6", StringComparison.Ordinal) };
        Assert.NotEqual(definition, own);
        Assert.Null(database.Value.FaultOf(own.Sql, new Month(2013, 10), TimeSpan.FromSeconds(30), 1000, CancellationToken.None));
        Assert.Equal((7m, 0m), (Numerator(definition), Numerator(own)));

        decimal Numerator(Definition by) => database.Value.Calculate([by], new Month(2013, 10), null, CancellationToken.None)
            .Single(f => f.Slice == Slice.County && f.Uasc == UascBasis.Included).Numerator;
    }

    /// <summary>Of what is mutated in a definition itself; the command mutate-definitions does so in the shared views too.</summary>
    [Fact]
    public async Task Definitions_DisagreeWithKnownAnswers_WhenOneBoundaryIsMoved()
    {
        var definitions = await DefinitionsAsync();
        var survivors =
            from definition in definitions.Values
            from mutant in Mutant.Make(definition.Sql)
            where !Mutant.Disagrees(Answers, database.Value, definition with { Sql = mutant.Text })
                && !Cases.Disagrees(RecordScripts.BuiltIn.With($"Indicators/{definition.Indicator}.sql", mutant.Text), definition.Indicator.Value)
            select $"{definition.Indicator} line {mutant.Line}: {mutant.Change}";
        Assert.Empty(survivors);
    }

    static async Task<Dictionary<IndicatorId, Definition>> DefinitionsAsync()
    {
        var catalogue = (await BuiltInCatalogue.ReadAsync(CancellationToken.None)).Catalogue;
        return catalogue.Indicators.ToDictionary(i => i.Id, i => RecordScripts.BuiltIn.Find(i)!);
    }
}
