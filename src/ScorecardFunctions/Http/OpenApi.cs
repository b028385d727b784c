using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Scorecards.Reports;

namespace ScorecardFunctions.Http;

/// <summary>
/// The OpenAPI 3.1 document of the app, made from its functions: routes, verbs and keys from the triggers, parameters of the path from the
/// methods, options, bodies and documents from each function's <see cref="HttpOperation"/>, schemas from the documents' types.
/// </summary>
public static class OpenApi
{
    static readonly JsonSerializerOptions Strict = new(ScorecardDocuments.Json)
    {
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver()
    };

    /// <summary>Where a key may be, and its name there.</summary>
    static readonly (ParameterLocation Place, string Name)[] KeyPlaces =
        [(ParameterLocation.Header, "x-functions-key"), (ParameterLocation.Query, "code")];

    static readonly Lazy<OpenApiDocument> App = new(() => Describe(typeof(OpenApi).Assembly));

    public static OpenApiDocument Document => App.Value;

    public static async Task<string> WriteAsync(CancellationToken ct) => await Document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct);

    /// <summary>What the class of a function says in the document.</summary>
    public static HttpOperation OperationOf(MethodInfo function) => (HttpOperation)function.DeclaringType!.GetProperty(
        nameof(Functions.GetHealth.Operation), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    /// <returns>With the keys, and without routes.</returns>
    static OpenApiDocument Start()
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = "Children’s services scorecards",
                Version = "1",
                Description = "Data routes take a function key, operations the master key, in the header x-functions-key or the option code. "
                    + "Pages take a sign-in. Every name that a schema requires is there in every answer; what is unknown is null.",
            },
            Servers = [new OpenApiServer { Url = "/" }],
            Paths = [],
            Components = new OpenApiComponents(),
        };
        foreach (var (place, name) in KeyPlaces)
        {
            document.AddComponent(KeyId(AuthorizationLevel.Function, place), Key(place, name, "A function key"));
            document.AddComponent(KeyId(AuthorizationLevel.Admin, place), Key(place, name, "The master key"));
        }

        return document;
    }

    static OpenApiDocument Describe(Assembly app)
    {
        var document = Start();
        var functions = from type in app.GetExportedTypes()
                        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                        where method.IsDefined(typeof(FunctionAttribute))
                        let trigger = method.GetParameters()
                            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                            .FirstOrDefault(t => t is not null)
                        where trigger is not null
                        orderby trigger.Route
                        select (Method: method, Trigger: trigger);
        foreach (var (method, trigger) in functions)
        {
            var route = RoutePatternFactory.Parse(trigger.Route ?? method.GetCustomAttribute<FunctionAttribute>()!.Name);
            var path = Address(route, method);
            var isData = path.StartsWith("/api/", StringComparison.Ordinal);
            document.Paths.Add(path, new OpenApiPathItem
            {
                Operations = Verbs(method, trigger)
                    .ToDictionary(verb => verb, verb => Describe(document, method, trigger, route, verb, isData)),
            });
        }

        return document;
    }

    static IEnumerable<HttpMethod> Verbs(MethodInfo method, HttpTriggerAttribute trigger) =>
        (trigger.Methods is { Length: > 0 } verbs ? verbs : ["get"])
            .Where(verb => verb is "get" or "head" || !OperationOf(method).IsReadOnly).Select(verb => HttpMethod.Parse(verb));

    /// <summary>As people write it: without what the method does not take, such as the empty part that serves "/".</summary>
    static string Address(RoutePattern route, MethodInfo method) => "/" + string.Join(
        '/',
        from segment in route.PathSegments
        where segment.Parts.All(
            p => p is not RoutePatternParameterPart { IsOptional: true } part || method.GetParameters().Any(m => m.Name == part.Name))
        select string.Concat(segment.Parts.Select(p => p switch
        {
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            RoutePatternLiteralPart literal => literal.Content,
            _ => ((RoutePatternSeparatorPart)p).Content,
        })));

    static OpenApiOperation Describe(
        OpenApiDocument document, MethodInfo function, HttpTriggerAttribute trigger, RoutePattern route, HttpMethod verb, bool isData)
    {
        var (operation, isHead) = (OperationOf(function), verb == HttpMethod.Head);
        var isKept = trigger.AuthLevel != AuthorizationLevel.Anonymous;
        var responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse { Description = operation.Summary, Content = isHead ? NoContent() : Answers(document, operation, isData) },
        };
        if (isKept || !isData)
        {
            responses["401"] = new OpenApiResponse { Description = isKept ? "The key is missing or wrong. The body is empty." : "Not signed in." };
        }

        responses["default"] = new OpenApiResponse
        {
            Description = "What was wrong.",
            Content = isHead ? NoContent() : Problems(document, operation, isData),
        };
        return new OpenApiOperation
        {
            OperationId = isHead ? $"{function.DeclaringType!.Name}Head" : function.DeclaringType!.Name,
            Summary = operation.Summary,
            Parameters = Parameters(operation, function, route),
            RequestBody = operation.Body is { } body ? Sent(Media(Schema(document, body))) : null,
            Responses = responses,
            Security = isKept ? [.. KeyPlaces.Select(key => Needed(document, KeyId(trigger.AuthLevel, key.Place)))] : [],
        };
    }

    static OpenApiRequestBody Sent(IOpenApiMediaType json) =>
        new() { Required = true, Content = new Dictionary<string, IOpenApiMediaType> { ["application/json"] = json } };

    static Dictionary<string, IOpenApiMediaType> NoContent() => [];

    static Dictionary<string, IOpenApiMediaType> Answers(OpenApiDocument document, HttpOperation operation, bool isData) =>
        (isData ? operation.Types : ["text/html"]).ToDictionary(type => type, type => Media(
            type != "application/json" ? Text() : operation.Document is { } json ? Schema(document, json) : new OpenApiSchema()));

    static Dictionary<string, IOpenApiMediaType> Problems(OpenApiDocument document, HttpOperation operation, bool isData) => new()
    {
        [operation.HasODataErrors ? "application/json" : isData ? "application/problem+json" : "text/html"] =
            Media(operation.HasODataErrors ? new OpenApiSchema() : isData ? Schema(document, typeof(ProblemDetails)) : Text()),
    };

    static IOpenApiMediaType Media(IOpenApiSchema schema) => new OpenApiMediaType { Schema = schema };

    static List<IOpenApiParameter> Parameters(HttpOperation operation, MethodInfo function, RoutePattern route) =>
    [
        .. route.Parameters.Join(function.GetParameters(), r => r.Name, m => m.Name, (r, m) => new OpenApiParameter
        {
            Name = r.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = m.GetCustomAttribute<DescriptionAttribute>()?.Description
                ?? (r.IsCatchAll ? "The rest of the address; it may contain slashes and is optional." : null),
            Schema = Text(),
        }),
        .. operation.Options.Select(o => new OpenApiParameter
        {
            Name = o.Name,
            In = ParameterLocation.Query,
            Description = o.Description,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = o.Values.Count == 0 ? null : [.. o.Values.Select(v => JsonValue.Create(v))],
            },
        }),
    ];

    static OpenApiSecurityRequirement Needed(OpenApiDocument document, string key) =>
        new() { [new OpenApiSecuritySchemeReference(key, document)] = [] };

    static string KeyId(AuthorizationLevel level, ParameterLocation place) => $"{level}{place}";

    static OpenApiSecurityScheme Key(ParameterLocation place, string name, string words) =>
        new() { Type = SecuritySchemeType.ApiKey, In = place, Name = name, Description = words };

    static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    /// <summary>The schema of a type as it is written; each record of ours is a component once.</summary>
    static IOpenApiSchema Schema(OpenApiDocument document, Type type)
    {
        var node = Strict.GetJsonSchemaAsNode(
            type,
            new JsonSchemaExporterOptions
            {
                TreatNullObliviousAsNonNullable = true,
                TransformSchemaNode = (context, schema) => Named(document, context, schema)
            });
        return Parse(document, node);
    }

    static JsonNode Named(OpenApiDocument document, JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject found
            && context.TypeInfo is { Kind: JsonTypeInfoKind.Object, Type: var type }
            && found["properties"] is JsonObject properties)
        {
            var isNullable = found["type"] is JsonArray;
            if (document.Components!.Schemas?.ContainsKey(type.Name) != true)
            {
                found["type"] = "object";

                // Every name is there in every answer, but for those that say otherwise; a problem has what it has.
                if (type != typeof(ProblemDetails))
                {
                    var leftOut = context.TypeInfo.Properties.Where(MayBeLeftOut).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
                    found["required"] = new JsonArray([.. properties.Where(p => !leftOut.Contains(p.Key)).Select(p => JsonValue.Create(p.Key))]);
                }

                document.AddComponent(type.Name, Parse(document, found));
            }

            var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" };
            schema = isNullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
        }

        if (schema is JsonObject described
            && context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), false) is [DescriptionAttribute text])
        {
            described["description"] = text.Description;
        }

        return schema;
    }

    /// <summary>Whether an answer may be without a property.</summary>
    static bool MayBeLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), false)
            is [JsonIgnoreAttribute { Condition: not JsonIgnoreCondition.Never }];

    static IOpenApiSchema Parse(OpenApiDocument document, JsonNode schema) => schema["$ref"]?.GetValue<string>() is { } reference
        ? new OpenApiSchemaReference(reference[(reference.LastIndexOf('/') + 1)..], document)
        : OpenApiModelFactory.Parse<OpenApiSchema>(schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out _, OpenApiConstants.Json)!;
}
