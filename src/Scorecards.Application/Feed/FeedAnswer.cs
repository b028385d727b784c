using Microsoft.OData;

namespace Scorecards.Application.Feed;

/// <summary>What the feed answers, before it is sent.</summary>
/// <param name="Version">The OData version of the answer.</param>
public abstract record FeedAnswer(ODataVersion Version);
