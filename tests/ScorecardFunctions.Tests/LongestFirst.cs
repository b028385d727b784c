using Xunit.Abstractions;

[assembly: TestCollectionOrderer("ScorecardFunctions.Tests.LongestFirst", "ScorecardFunctions.Tests")]

namespace ScorecardFunctions.Tests;

/// <summary>The classes that take longest begin first, so that the others are done beside them and none is left to the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    static readonly string[] Long =
    [
        nameof(TimetableTests), nameof(MailTests), nameof(PageTests), nameof(MailPictureTests), nameof(OperationTests), nameof(PipelineTests),
        nameof(YearTests), nameof(RestatementTests), nameof(Deployment.TemplateRuleTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal)) switch
        {
            -1 => Long.Length,
            var place => place,
        });
}
