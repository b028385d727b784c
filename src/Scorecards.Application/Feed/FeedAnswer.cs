using Microsoft.OData;

namespace Scorecards.Application.Feed;

/// <summary>What the feed answers, before it is sent.</summary>
public abstract record FeedAnswer(ODataVersion Version);
