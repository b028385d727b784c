using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;

namespace Scorecards.Application.Feed;

/// <summary>What is used here of OData's vocabulary Aggregation, which Microsoft's library does not have.</summary>
static class AggregationVocabulary
{
    const string Namespace = "Org.OData.Aggregation.V1";

    static readonly EdmModel Edm = new(includeDefaultVocabularies: false);
    static readonly EdmComplexType Type = Edm.AddComplexType(Namespace, "ApplySupportedType");
    static readonly EdmEnumType Rollup = new(Namespace, "RollupType");
    static readonly IEdmEnumMember NoRollup = Rollup.AddMember("None", new EdmEnumMemberValue(0));
    static readonly EdmTerm ApplySupported = Edm.AddTerm(Namespace, "ApplySupported", new EdmComplexTypeReference(Type, false));

    static AggregationVocabulary()
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
        var annotation = new EdmVocabularyAnnotation(set, ApplySupported, record);
        annotation.SetSerializationLocation(model, EdmVocabularyAnnotationSerializationLocation.Inline);
        model.SetVocabularyAnnotation(annotation);
    }
}
