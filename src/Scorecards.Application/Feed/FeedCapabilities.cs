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
        Annotate(model, container, "FilterFunctions", new EdmCollectionExpression(FeedFilter.Offered.Select(f => new EdmStringConstant(f))));
        Annotate(model, container, "KeyAsSegmentSupported", new EdmBooleanConstant(true));
        foreach (var name in new[] { "BatchSupported", "CrossJoinSupported", "QuerySegmentSupported", "AsynchronousRequestsSupported" })
        {
            Annotate(model, container, name, new EdmBooleanConstant(false));
        }

        foreach (var set in sets)
        {
            Annotate(model, set.EntitySet);
        }

        Aggregation.Annotate(model, FeedModel.Results.EntitySet);
    }

    static void Annotate(EdmModel model, EdmEntitySet set)
    {
        foreach (var (name, isSupported) in new[]
        {
            ("IndexableByKey", true), ("TopSupported", true), ("SkipSupported", true), ("ComputeSupported", false),
        })
        {
            Annotate(model, set, name, new EdmBooleanConstant(isSupported));
        }

        foreach (var (name, property, isSupported) in new[]
        {
            ("CountRestrictions", "Countable", true), ("SelectSupport", "Supported", true), ("FilterRestrictions", "Filterable", true),
            ("SortRestrictions", "Sortable", true), ("ExpandRestrictions", "Expandable", false), ("SearchRestrictions", "Searchable", false),
            ("ChangeTracking", "Supported", false), ("InsertRestrictions", "Insertable", false), ("UpdateRestrictions", "Updatable", false),
            ("DeleteRestrictions", "Deletable", false),
        })
        {
            Annotate(model, set, name, new EdmRecordExpression(new EdmPropertyConstructor(property, new EdmBooleanConstant(isSupported))));
        }
    }

    static void Annotate(EdmModel model, IEdmVocabularyAnnotatable target, string name, IEdmExpression value) =>
        Annotate(model, target, model.FindTerm(Vocabulary + name), value);

    static void Annotate(EdmModel model, IEdmVocabularyAnnotatable target, IEdmTerm term, IEdmExpression value)
    {
        var annotation = new EdmVocabularyAnnotation(target, term, value);
        annotation.SetSerializationLocation(model, EdmVocabularyAnnotationSerializationLocation.Inline);
        model.SetVocabularyAnnotation(annotation);
    }

    /// <summary>The published text of a vocabulary. Clients know them; none has to fetch them.</summary>
    static EdmReference Reference(string vocabulary)
    {
        var reference = new EdmReference(new Uri(
            $"https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.{vocabulary}.V1.xml"));
        reference.AddInclude(new EdmInclude(vocabulary, $"Org.OData.{vocabulary}.V1"));
        return reference;
    }

    /// <summary>What is used here of OData's vocabulary Aggregation, which Microsoft's library does not have.</summary>
    static class Aggregation
    {
        const string Namespace = "Org.OData.Aggregation.V1";

        static readonly EdmModel Edm = new(includeDefaultVocabularies: false);
        static readonly EdmComplexType Type = Edm.AddComplexType(Namespace, "ApplySupportedType");
        static readonly EdmEnumType Rollup = new(Namespace, "RollupType");
        static readonly IEdmEnumMember NoRollup = Rollup.AddMember("None", new EdmEnumMemberValue(0));
        static readonly EdmTerm ApplySupported = Edm.AddTerm(Namespace, "ApplySupported", new EdmComplexTypeReference(Type, false));

        static Aggregation()
        {
            Edm.AddElement(Rollup);
            var texts = new EdmCollectionTypeReference(new EdmCollectionType(EdmCoreModel.Instance.GetString(false)));
            Type.AddStructuralProperty("Transformations", texts);
            Type.AddStructuralProperty("Rollup", new EdmEnumTypeReference(Rollup, false));
            Type.AddStructuralProperty("AggregatableProperties", texts);
        }

        /// <summary>Says in a model that a set's rows can be grouped and counted. No aggregate of a property is offered.</summary>
        public static void Annotate(EdmModel model, EdmEntitySet set)
        {
            model.AddReferencedModel(Edm);
            var record = new EdmRecordExpression(
                new EdmPropertyConstructor(
                    "Transformations", new EdmCollectionExpression(FeedGrouping.Transformations.Select(t => new EdmStringConstant(t)))),
                new EdmPropertyConstructor("Rollup", new EdmEnumMemberExpression(NoRollup)),
                new EdmPropertyConstructor("AggregatableProperties", new EdmCollectionExpression()));
            FeedCapabilities.Annotate(model, set, ApplySupported, record);
        }
    }
}
