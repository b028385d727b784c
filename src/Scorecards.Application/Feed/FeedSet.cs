using Microsoft.OData.Edm;
using Scorecards.Reports;

namespace Scorecards.Application.Feed;

/// <summary>An entity set: its type in the model, and how its columns are found in a row.</summary>
public sealed class FeedSet
{
    readonly Dictionary<string, int> places;

    FeedSet(EdmEntitySet set, IReadOnlyList<Column<object>> columns, bool hasKey = true)
    {
        EntitySet = set;
        Columns = columns;
        places = columns.Index().ToDictionary(c => c.Item.Name, c => c.Index);
        Keys = hasKey ? [.. set.EntityType.Key().Select(k => Column(k.Name))] : [];
    }

    public EdmEntitySet EntitySet { get; }

    public IReadOnlyList<Column<object>> Columns { get; }

    public IReadOnlyList<Column<object>> Keys { get; }

    public Column<object> Column(string name) => Columns[places[name]];

    /// <summary>Rows that are made of this set's, with columns of their own and no address.</summary>
    public FeedSet WithoutKey(IReadOnlyList<Column<object>> columns) => new(EntitySet, columns, hasKey: false);

    /// <summary>The canonical URL of a row below the service's root. The columns of every key are text.</summary>
    public Uri AddressOf(object row) => new(AddressOf(Keys.Select(k => $"{k.Value(row)}")), UriKind.Relative);

    /// <param name="key">The values of its columns, in their order.</param>
    public string AddressOf(IEnumerable<string> key)
    {
        var quoted = key.Select(value => $"'{Uri.EscapeDataString(value.Replace("'", "''", StringComparison.Ordinal))}'");
        return $"{EntitySet.Name}({string.Join(',', Keys.Zip(quoted, (k, value) => Keys.Count == 1 ? value : $"{k.Name}={value}"))})";
    }

    internal static FeedSet Create<T>(
        EdmModel model, EdmEntityContainer container, string name, string typeName, string description, int keys, IReadOnlyList<Column<T>> columns)
        where T : notnull
    {
        var type = model.AddEntityType(FeedModel.Namespace, typeName);
        var properties = columns.Select(c => type.AddStructuralProperty(c.Name, TypeOf(c.Type, !c.IsRequired))).ToList();
        type.AddKeys(properties.Take(keys));
        foreach (var (property, column) in properties.Zip(columns))
        {
            model.SetDescriptionAnnotation(property, column.Description);
        }

        var set = container.AddEntitySet(name, type);
        model.SetDescriptionAnnotation(set, description);
        return new FeedSet(
            set, [.. columns.Select(c => new Column<object>(c.Name, c.Type, c.IsRequired, row => c.Value((T)row), c.Description))]);
    }

    static IEdmTypeReference TypeOf(Type type, bool isNullable)
    {
        var core = EdmCoreModel.Instance;
        return type == typeof(string) ? core.GetString(isNullable)
            : type == typeof(bool) ? core.GetBoolean(isNullable)
            : type == typeof(int) ? core.GetInt32(isNullable)
            : type == typeof(long) ? core.GetInt64(isNullable)
            : type == typeof(decimal) ? core.GetDecimal(28, null, isNullable)
            : type == typeof(DateOnly) ? core.GetDate(isNullable)
            : core.GetTemporal(EdmPrimitiveTypeKind.DateTimeOffset, 7, isNullable);
    }
}
