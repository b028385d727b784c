using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;

namespace Scorecards.Application.Feed;

/// <summary>
/// What <c>$metadata</c> says may be asked of the feed, in the words of OData's vocabularies Capabilities and Aggregation. A test
/// asks everything that is said here.
/// </summary>
static class FeedCapabilities
{
    const string Vocabulary = "Org.OData.Capabilities.V1.";

    public static void Annotate(EdmModel model, EdmEntityContainer container, IEnumerable<FeedSet> sets)
    {
        model.SetEdmReferences([Reference("Core"), Reference("Capabilities"), Reference("Aggregation")]);
        model.SetVocabularyAnnotation(Annotation(
            model, container, "FilterFunctions", new EdmCollectionExpression(FeedFilter.Offered.Select(f => new EdmStringConstant(f)))));
        model.SetVocabularyAnnotation(Tag(model, container, "KeyAsSegmentSupported", true));
        foreach (var name in new[] { "BatchSupported", "CrossJoinSupported", "QuerySegmentSupported", "AsynchronousRequestsSupported" })
        {
            model.SetVocabularyAnnotation(Tag(model, container, name, false));
        }

        foreach (var set in sets)
        {
            Annotate(model, set.EntitySet);
        }

        AggregationVocabulary.Annotate(model, FeedModel.Results.EntitySet);
    }

    static void Annotate(EdmModel model, EdmEntitySet set)
    {
        foreach (var (name, isSupported) in new[]
        {
            ("IndexableByKey", true), ("TopSupported", true), ("SkipSupported", true), ("ComputeSupported", false),
        })
        {
            model.SetVocabularyAnnotation(Tag(model, set, name, isSupported));
        }

        foreach (var (name, property, isSupported) in new[]
        {
            ("CountRestrictions", "Countable", true), ("SelectSupport", "Supported", true), ("FilterRestrictions", "Filterable", true),
            ("SortRestrictions", "Sortable", true), ("ExpandRestrictions", "Expandable", false), ("SearchRestrictions", "Searchable", false),
            ("ChangeTracking", "Supported", false), ("InsertRestrictions", "Insertable", false), ("UpdateRestrictions", "Updatable", false),
            ("DeleteRestrictions", "Deletable", false),
        })
        {
            var record = new EdmRecordExpression(new EdmPropertyConstructor(property, new EdmBooleanConstant(isSupported)));
            model.SetVocabularyAnnotation(Annotation(model, set, name, record));
        }
    }

    static EdmVocabularyAnnotation Tag(EdmModel model, IEdmVocabularyAnnotatable target, string name, bool isSupported) =>
        Annotation(model, target, name, new EdmBooleanConstant(isSupported));

    static EdmVocabularyAnnotation Annotation(EdmModel model, IEdmVocabularyAnnotatable target, string name, IEdmExpression value)
    {
        var annotation = new EdmVocabularyAnnotation(target, model.FindTerm(Vocabulary + name), value);
        annotation.SetSerializationLocation(model, EdmVocabularyAnnotationSerializationLocation.Inline);
        return annotation;
    }

    /// <summary>The published text of a vocabulary. Clients know them; none has to fetch them.</summary>
    static EdmReference Reference(string vocabulary)
    {
        var reference = new EdmReference(new Uri(
            $"https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.{vocabulary}.V1.xml"));
        reference.AddInclude(new EdmInclude(vocabulary, $"Org.OData.{vocabulary}.V1"));
        return reference;
    }
}
