namespace ScorecardFunctions.Tests;

/// <summary>The tests that only ask the feed: one app for all of them.</summary>
[CollectionDefinition(nameof(FeedReaders))]
public sealed class FeedReaders : ICollectionFixture<FeedApp>;
