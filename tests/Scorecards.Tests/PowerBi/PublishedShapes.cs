using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scorecards.Tests;

/// <summary>
/// Our own reading of the JSON schemas that Microsoft publishes for Power BI projects (microsoft/json-schemas, folder fabric): which names each
/// object has, which it must have, of what type,
/// and which values are allowed. The schemas themselves are not in this repository: no licence was found beside the copy that was read. Where a
/// schema leaves an object open, so does the reading;
/// where a definition is never used here (bookmarks, groups, custom visuals), it is <c>any</c>.
/// </summary>
/// <remarks>
/// A name by itself may be there and is text; <c>!</c> it must be; <c>?</c> exactly one of those so marked must be. After the colon: <c>number</c>,
/// <c>flag</c>, <c>any</c>, another shape,
/// <c>[of each item]</c>, <c>{of each value}</c>, <c>=one|of|these</c>, <c>~pattern</c>. <c>...</c> lets other names in.
/// </remarks>
static partial class PublishedShapes
{
    const string Root = "https://developer.microsoft.com/json-schemas/fabric/";

    static readonly Dictionary<string, string> OfSchema = new()
    {
        ["pbip/pbipProperties/1.0.0"] = "pbip",
        ["gitIntegration/platformProperties/2.0.0"] = "platform",
        ["item/semanticModel/definitionProperties/1.0.0"] = "pbism",
        ["item/report/definitionProperties/2.0.0"] = "pbir",
        ["item/report/definition/versionMetadata/1.0.0"] = "version",
        ["item/report/definition/report/3.1.0"] = "report",
        ["item/report/definition/pagesMetadata/1.0.0"] = "pages",
        ["item/report/definition/page/2.0.0"] = "page",
        ["item/report/definition/visualContainer/2.7.0"] = "container",
    };

    static readonly Dictionary<string, string> Shapes = new()
    {
        ["pbip"] = "$schema! version! artifacts!:[artifact] settings:pbipSettings",
        ["artifact"] = "report!:path",
        ["path"] = "path!",
        ["pbipSettings"] = "enableAutoRecovery:flag",
        ["platform"] = "$schema! metadata!:platformMetadata config!:platformConfig ...",
        ["platformMetadata"] = "type!:=Report|SemanticModel displayName! description ...",
        ["platformConfig"] = "version! logicalId! ...",
        ["pbism"] = "$schema! version! settings:pbismSettings",
        ["pbismSettings"] = "qnaEnabled:flag qnaLsdlSharingPermissions:number",
        ["pbir"] = "$schema! version! datasetReference!:datasetReference",
        ["datasetReference"] = "byPath?:path byConnection?:any",
        ["version"] = @"$schema! version!:~^[1-9][0-9]*\.(0|[1-9][0-9]*)\.0$",
        ["report"] =
            "$schema! themeCollection!:themes filterConfig:filters objects:{[format]} reportSource publicCustomVisuals:[text] "
            + "resourcePackages:[package] organizationCustomVisuals:any "
            + "annotations:[annotation] dataSourceVariables settings:settings slowDataSourceSettings:any",
        ["themes"] = "baseTheme:theme customTheme:theme",
        ["theme"] = "name! reportVersionAtImport!:themeVersion type!:=RegisteredResources|SharedResources",
        ["themeVersion"] = @"visual!:~^\d+\.\d+\.\d+$ page!:~^\d+\.\d+\.\d+$ report!:~^\d+\.\d+\.\d+$",
        ["package"] =
            "id:number name! type!:=CustomVisual|RegisteredResources|SharedResources|OrganizationalStoreCustomVisual items!:[packageItem] "
            + "disabled:flag",
        ["packageItem"] = "id:number name! path! type!:=Image|CustomTheme|BaseTheme",
        ["settings"] =
            "isPersistentUserStateDisabled:flag hideVisualContainerHeader:flag useStylableVisualContainerHeader:flag "
            + "exportDataMode:=AllowSummarized|AllowSummarizedAndUnderlying|None "
            + "isReportAnnotationsDisabled:flag defaultFilterActionIsDataFilter:flag defaultDrillFilterOtherVisuals:flag "
                + "useCrossReportDrillthrough:flag allowChangeFilterTypes:flag "
            + "allowInlineExploration:flag useEnhancedTooltips:flag useScaledTooltips:flag filterPaneHiddenInEditMode:flag "
                + "disableFilterPaneSearch:flag pagesPosition:=PagesPane|Bottom "
            + "allowAutomatedInsightsNotification:flag useDefaultAggregateDisplayName:flag enableDeveloperMode:flag pauseQueries:flag "
                + "queryLimitOption customMemoryLimit customTimeoutLimit "
            + "fieldParameterReportSettings:any",
        ["pages"] = "$schema! pageOrder:[text] activePageName",
        ["page"] =
            "$schema! name!:~^.{1,50}$ displayName! displayOption!:=FitToPage|FitToWidth|ActualSize height:number width:number "
            + "filterConfig:filters pageBinding:any objects:{[format]} "
            + "type:=Drillthrough|Tooltip visibility:=AlwaysVisible|HiddenInViewMode visualInteractions:[interaction] "
                + "autoPageGenerationConfig:any annotations:[annotation] howCreated:=Default|Copilot",
        ["interaction"] = "source! target! type!:=Default|DataFilter|HighlightFilter|NoFilter",
        ["annotation"] = "name! value!",
        ["container"] =
            "$schema! name!:~^.{1,50}$ position!:position visual?:visual visualGroup?:any parentGroupName filterConfig:filters isHidden:flag "
            + "annotations:[annotation] howCreated",
        ["position"] = "x!:number y!:number z:number height!:number width!:number tabOrder:number angle:number",
        ["visual"] =
            "visualType! autoSelectVisualType:flag query:query expansionStates:[expansion] objects:{[format]} "
            + "visualContainerObjects:containerObjects syncGroup:syncGroup drillFilterOtherVisuals:flag",
        ["query"] = "queryState!:{role} sortDefinition:sortDefinition options:any isDrillDisabled:flag",
        ["role"] = "projections!:[projection] showAll:flag fieldParameters:any",
        ["projection"] = "field!:expression queryRef! nativeQueryRef displayName format active:flag hidden:flag",
        ["sortDefinition"] = "sort:[sort] isDefaultSort:flag",
        ["sort"] = "field!:expression direction!:=Ascending|Descending",
        ["expansion"] = "roles!:[text] root:expansionRoot levels:[expansionLevel]",
        ["expansionRoot"] = "identityValues:[expression] isToggled:flag children:any",
        ["expansionLevel"] = "queryRefs!:[text] identityKeys:[expression] isCollapsed:flag isPinned:flag isLocked:flag AIInformation:any",
        ["syncGroup"] = "groupName! fieldChanges:flag filterChanges:flag",
        ["format"] = "properties!:any selector:selector",
        ["selector"] = "data:[scope] metadata id highlightMatching:number hierarchyMatching:number order:number",
        ["scope"] = "scopeId:expression wildcard:[expression] roles:[text] total:[expression] dataViewWildcard:wildcard",
        ["wildcard"] = "matchingOption!:number",
        ["containerObjects"] =
            "title:[titleFormat] subTitle:[titleFormat] divider:[format] spacing:[format] background:[format] padding:[format] "
            + "lockAspect:[format] general:[generalFormat] border:[format] "
            + "dropShadow:[format] visualLink:[format] visualTooltip:[format] stylePreset:[format] visualHeader:[format] "
                + "visualHeaderTooltip:[format]",
        ["titleFormat"] = "properties!:titleProperties selector:selector",
        ["titleProperties"] =
            "show:any text:any heading:any titleWrap:any fontColor:any background:any alignment:any fontSize:any bold:any italic:any "
            + "underline:any fontFamily:any",
        ["generalFormat"] = "properties!:generalProperties selector:selector",
        ["generalProperties"] =
            "x:any y:any width:any height:any altText:any allowBinnedLineSample:any allowOverlappingPointsSample:any keepLayerOrder:any",
        ["filters"] = "filters:[filter] filterSortOrder:=Ascending|Descending|Custom",
        ["filter"] =
            "name! displayName ordinal:number field:expression "
            + "type:=Categorical|Range|Advanced|Passthrough|TopN|Include|Exclude|RelativeDate|Tuple|RelativeTime|VisualTopN filter:condition "
            + "restatement howCreated:=Auto|User|Drill|Include|Exclude|Drillthrough isHiddenInViewMode:flag isLockedInViewMode:flag "
                + "objects:filterObjects",
        ["filterObjects"] = "general:[filterFormat]",
        ["filterFormat"] = "properties!:filterProperties selector:selector",
        ["filterProperties"] = "requireSingleSelect:any isInvertedSelectionMode:any",
        ["condition"] = "Version:number From!:[source] Where!:[where]",
        ["source"] = "Name! Entity Schema Expression:expression Type:number",
        ["where"] = "Target:[expression] Condition!:expression Annotations:any",
        ["expression"] =
            "Name NativeReferenceName Annotations:any SourceRef?:sourceRef Column?:property Measure?:property Literal?:literal In?:in Not?:not "
            + "And?:any Or?:any Comparison?:any Aggregation?:any "
            + "HierarchyLevel?:any ThemeDataColor?:any Conditional?:any FillRule?:any",
        ["sourceRef"] = "Entity? Source? Schema",
        ["property"] = "Expression!:expression Property!",
        ["literal"] = "Value!",
        ["in"] = "Expressions!:[expression] Values!:[[expression]]",
        ["not"] = "Expression!:expression",
        ["themeFile"] =
            "name! dataColors!:[~^#[0-9A-F]{6}$] good!:~^#[0-9A-F]{6}$ neutral!:~^#[0-9A-F]{6}$ bad!:~^#[0-9A-F]{6}$ background!:~^#[0-9A-F]{6}$ "
            + "foreground!:~^#[0-9A-F]{6}$ "
            + "tableAccent!:~^#[0-9A-F]{6}$ textClasses:{any} visualStyles:{any} ...",
    };

    static readonly Dictionary<string, Dictionary<string, (string Mark, string Shape)>> Known = Shapes.ToDictionary(s => s.Key, s => Names(s.Value));

    public static IEnumerable<string> Findings(string path, JsonElement file)
    {
        if (path.Contains("/RegisteredResources/", StringComparison.Ordinal))
        {
            return Check(path, "themeFile", file);
        }

        var schema = file.TryGetProperty("$schema", out var named) ? named.GetString() ?? "" : "";
        return schema.StartsWith(Root, StringComparison.Ordinal)
            && OfSchema.TryGetValue(schema[Root.Length..].Replace("/schema.json", "", StringComparison.Ordinal), out var shape)
            ? Check(path, shape, file)
            : [$"{path}: no schema that we have read: {schema}"];
    }

    static Dictionary<string, (string Mark, string Shape)> Names(string shape) => shape.Split(' ').Select(n => Member().Match(n)).ToDictionary(
        m => m.Groups["name"].Value,
        m => (m.Groups["mark"].Value, m.Groups["shape"].Success ? m.Groups["shape"].Value : "text"));

    static IEnumerable<string> Check(string place, string shape, JsonElement value) => shape switch
    {
        "any" => Expressions(place, value),
        "text" => Kind(place, value, JsonValueKind.String),
        "number" => Kind(place, value, JsonValueKind.Number),
        "flag" => Kind(place, value, JsonValueKind.True, JsonValueKind.False),
        ['[', .. var item, ']'] => Kind(place, value, JsonValueKind.Array).Concat(
            Items(value).SelectMany((v, i) => Check(string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), item, v))),
        ['{', .. var item, '}'] =>
            Kind(place, value, JsonValueKind.Object).Concat(Members(value).SelectMany(m => Check($"{place}.{m.Name}", item, m.Value))),
        ['=', .. var values] => values.Split('|').Contains(Text(value)) ? [] : [$"{place}: is {value}, not one of {values}"],
        ['~', .. var pattern] => Regex.IsMatch(Text(value) ?? "", pattern) ? [] : [$"{place}: is {value}, not of the form {pattern}"],
        _ => Kind(place, value, JsonValueKind.Object).Concat(Object(place, Known[shape], value)),
    };

    static IEnumerable<string> Object(string place, Dictionary<string, (string Mark, string Shape)> known, JsonElement value)
    {
        var there = Members(value).ToArray();
        var choice = known.Where(k => k.Value.Mark == "?").Select(k => k.Key).ToArray();
        return [
            .. known.Where(k => k.Value.Mark == "!" && there.All(m => m.Name != k.Key)).Select(k => $"{place}: lacks {k.Key}"),
            .. choice.Length > 0
                && there.Count(m => choice.Contains(m.Name)) != 1
                ? [$"{place}: must have one of {string.Join(", ", choice)}"]
                : Array.Empty<string>(),
            .. there.Where(m => !known.ContainsKey(m.Name) && !known.ContainsKey("...")).Select(
                m => $"{place}: has {m.Name}, which its schema does not know"),
            .. there.Where(m => known.ContainsKey(m.Name)).SelectMany(m => Check($"{place}.{m.Name}", known[m.Name].Shape, m.Value))];
    }

    /// <summary>Formatting properties are open, yet every <c>expr</c> in them is an expression.</summary>
    static IEnumerable<string> Expressions(string place, JsonElement value) =>
        Members(value)
            .SelectMany(m => Check($"{place}.{m.Name}", m.Name == "expr" ? "expression" : "any", m.Value))
            .Concat(Items(value).SelectMany(v => Expressions(place, v)));

    static IEnumerable<string> Kind(string place, JsonElement value, params JsonValueKind[] kinds) =>
        kinds.Contains(value.ValueKind) ? [] : [$"{place}: is {value.ValueKind}, not {kinds[0]}"];

    static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    static IEnumerable<JsonProperty> Members(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^(?<name>[$\w]+|\.\.\.)(?<mark>[!?]?)(?::(?<shape>.+))?$")]
    private static partial Regex Member();
}
