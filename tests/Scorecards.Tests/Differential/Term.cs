namespace Scorecards.Tests.Differential;

/// <summary>The same expression in OData and in DuckDB's SQL.</summary>
sealed record Term(string OData, string Sql);
