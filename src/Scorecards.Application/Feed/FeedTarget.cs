namespace Scorecards.Application.Feed;

/// <summary>What an address of the feed asks for.</summary>
public enum FeedTarget
{
    ServiceDocument,
    Metadata,
    Rows,
    Count,
    Entity,
}
