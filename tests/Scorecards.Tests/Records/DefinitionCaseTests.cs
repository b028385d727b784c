using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>The boundaries of definition-cases.txt.</summary>
public sealed class DefinitionCaseTests
{
    static readonly DefinitionCases Cases = DefinitionCases.Read(KnownAnswers.Folder);

    public static TheoryData<string> Names => [.. Cases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Figures_AreThoseWorkedOutByHand(string name)
    {
        Assert.NotEmpty(Cases.Expected(name));
        Assert.Equal(Cases.Expected(name), Cases.Find(RecordScripts.BuiltIn, name));
    }
}
