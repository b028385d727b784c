using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace Scorecards.Application.Feed;

/// <summary>Operators and functions in any case, as OData 4.01 has them; the names of sets and columns as they are written in the schema.</summary>
sealed class FeedUriResolver : ODataUriResolver
{
    public FeedUriResolver() => EnableCaseInsensitive = true;

    public override IEdmProperty? ResolveProperty(IEdmStructuredType type, string propertyName) => type.FindProperty(propertyName);

    public override IEdmNavigationSource? ResolveNavigationSource(IEdmModel model, string identifier) =>
        model.FindDeclaredNavigationSource(identifier);
}
