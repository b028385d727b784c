using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>How a council counts an indicator from records: a file of SQL that is named after the indicator.</summary>
public sealed class DefinitionKind() : KeyedKind<OwnDefinition>("definition", [Indicator, Sql], [])
{
    internal const string Indicator = "indicator";

    public const string Sql = "sql";

    protected override string Key(OwnDefinition item) => item.Indicator.Value;

    private protected override OwnDefinition? Parse(Row row, ExtractFile file)
    {
        var column = row.Column(Indicator);
        var indicator = file.Names.Indicator(row, column, Reasons.NoIndicator);

        // The semicolon at a query's end is no part of it.
        var sql = row.Cell(row.Column(Sql)).TrimEnd([';', ' ', '\t', '\r', '\n']).ToString();
        if (indicator?.Formula is { } formula && sql != "")
        {
            row.Refuse(column, $"has a formula, {formula}, by which it is always reckoned. Upload its indicator row without the formula first");
        }
        else if (sql.Length > OwnDefinition.LongestSql)
        {
            row.Refuse(row.Column(Sql), $"has more than {FileLimits.Count(OwnDefinition.LongestSql)} characters. Make it shorter");
        }
        else if (sql != "" && !row.IsRefused && file.FaultOfDefinition(sql) is { } fault)
        {
            row.Refuse(row.Column(Sql), fault);
        }

        return row.IsRefused ? null : new OwnDefinition(indicator!.Id, sql);
    }
}
