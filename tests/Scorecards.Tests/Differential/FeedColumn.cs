using System.Diagnostics;

namespace Scorecards.Tests.Differential;

/// <summary>A column of a set, as <c>$metadata</c> has it.</summary>
/// <param name="Type">Of OData, such as Edm.String.</param>
sealed record FeedColumn(string Name, string Type)
{
    public ValueKind Kind => Type switch
    {
        "Edm.String" => ValueKind.Text,
        "Edm.Int32" or "Edm.Int64" or "Edm.Decimal" => ValueKind.Number,
        "Edm.Date" => ValueKind.Day,
        "Edm.DateTimeOffset" => ValueKind.Moment,
        "Edm.Boolean" => ValueKind.Flag,
        _ => throw new UnreachableException(Type),
    };

    public string SqlType => Type switch
    {
        "Edm.String" => "VARCHAR",
        "Edm.Decimal" => "DECIMAL(38,10)",
        "Edm.Date" => "DATE",
        "Edm.DateTimeOffset" => "TIMESTAMP",
        "Edm.Boolean" => "BOOLEAN",
        _ => "BIGINT",
    };

    public Term AsTerm() => new(Name, $"\"{Name}\"");
}
