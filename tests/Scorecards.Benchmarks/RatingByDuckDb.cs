using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Scorecards.Domain;

namespace Scorecards.Benchmarks;

/// <summary>The rules of the domain as one statement over a table in memory. Division gives a DOUBLE there, where ours stays decimal.</summary>
static class RatingByDuckDb
{
    const string Tables = """
        CREATE TABLE indicator (id VARCHAR, polarity VARCHAR, unit VARCHAR, factor INTEGER, decimals INTEGER);
        CREATE TABLE target (
            indicator VARCHAR, scorecard VARCHAR, effective_from INTEGER, target DECIMAL(18,6),
            green_min DECIMAL(18,6), green_max DECIMAL(18,6), amber_min DECIMAL(18,6), amber_max DECIMAL(18,6));
        CREATE TABLE measure (scorecard VARCHAR, indicator VARCHAR, month INTEGER, numerator DECIMAL(18,6), denominator DECIMAL(18,6));
        """;

    const string Statement = """
        CREATE OR REPLACE TABLE rated AS
        WITH limits AS (
            SELECT t.indicator, t.scorecard, t.effective_from, t.target::DOUBLE AS target,
                lead(t.effective_from, 1, 2147483647) OVER (PARTITION BY t.indicator, t.scorecard ORDER BY t.effective_from) AS until,
                coalesce(t.green_min, CASE WHEN i.polarity = 'T' THEN t.target - abs(t.target * 0.10) WHEN i.polarity = 'H' THEN t.target END)::DOUBLE AS green_min,
                coalesce(t.green_max, CASE WHEN i.polarity = 'T' THEN t.target + abs(t.target * 0.10) WHEN i.polarity = 'L' THEN t.target END)::DOUBLE AS green_max,
                coalesce(t.amber_min, CASE WHEN i.polarity = 'T' THEN t.target - abs(t.target * 0.15)
                    WHEN i.polarity = 'H' AND i.unit = 'percent' THEN greatest(t.target - 10, t.target * 0.75)
                    WHEN i.polarity = 'H' THEN t.target * 0.75 END)::DOUBLE AS amber_min,
                coalesce(t.amber_max, CASE WHEN i.polarity = 'T' THEN t.target + abs(t.target * 0.15) WHEN i.polarity = 'L' THEN t.target * 1.5 END)::DOUBLE AS amber_max
            FROM target t JOIN indicator i ON i.id = t.indicator),
        figure AS (
            SELECT m.scorecard, m.indicator, m.month, i.polarity, i.decimals,
                CASE WHEN i.factor IS NULL THEN m.numerator::DOUBLE
                    WHEN m.denominator > 0 THEN m.numerator::DOUBLE * i.factor / m.denominator::DOUBLE END AS value
            FROM measure m JOIN indicator i ON i.id = m.indicator),
        compared AS (
            SELECT f.scorecard, f.indicator, f.month, f.polarity, f.value, p.value AS previous, round(f.value, f.decimals) AS displayed,
                CASE WHEN o.indicator IS NULL THEN a.target ELSE o.target END AS target,
                CASE WHEN o.indicator IS NULL THEN a.green_min ELSE o.green_min END AS green_min,
                CASE WHEN o.indicator IS NULL THEN a.green_max ELSE o.green_max END AS green_max,
                CASE WHEN o.indicator IS NULL THEN a.amber_min ELSE o.amber_min END AS amber_min,
                CASE WHEN o.indicator IS NULL THEN a.amber_max ELSE o.amber_max END AS amber_max
            FROM figure f
            LEFT JOIN figure p ON p.scorecard = f.scorecard AND p.indicator = f.indicator AND p.month = f.month - 1
            LEFT JOIN limits a ON a.indicator = f.indicator AND a.scorecard IS NULL AND a.effective_from <= f.month AND f.month < a.until
            LEFT JOIN limits o ON o.indicator = f.indicator AND o.scorecard = f.scorecard AND o.effective_from <= f.month AND f.month < o.until)
        SELECT scorecard, indicator, month,
            CASE WHEN polarity = 'N' OR target IS NULL OR displayed IS NULL THEN NULL
                WHEN (green_min IS NULL OR displayed >= green_min) AND (green_max IS NULL OR displayed <= green_max) THEN 'Green'
                WHEN (amber_min IS NULL OR displayed >= amber_min) AND (amber_max IS NULL OR displayed <= amber_max) THEN 'Amber'
                ELSE 'Red' END AS rating,
            CASE sign(CASE polarity WHEN 'H' THEN value - previous WHEN 'L' THEN previous - value
                    WHEN 'T' THEN abs(previous - target) - abs(value - target) END)
                WHEN 1 THEN 'Improved' WHEN 0 THEN 'Same' WHEN -1 THEN 'Worse' END AS travel
        FROM compared
        """;

    public static async Task<Func<Task<Run>>> PrepareAsync(int rows)
    {
        var sample = await SampleMeasures.MakeAsync(rows);
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, $"SET threads = {Environment.ProcessorCount}; SET preserve_insertion_order = false");
        Execute(connection, Tables);
        Fill(connection, sample);
        return () =>
        {
            var start = Stopwatch.GetTimestamp();
            Execute(connection, Statement);
            var elapsed = Stopwatch.GetElapsedTime(start);
            return Task.FromResult(
                new Run(elapsed, RatingAndTravel.Outcome(r => Count(connection, "rating", r), t => Count(connection, "travel", t))));
        };
    }

    static void Fill(DuckDBConnection connection, SampleMeasures sample)
    {
        using (var indicators = connection.CreateAppender("indicator"))
        {
            foreach (var i in sample.Catalogue.Indicators)
            {
                indicators.CreateRow()
                    .AppendValue(i.Id.Value)
                    .AppendValue(i.Polarity.ToString())
                    .AppendValue(i.Unit.Name)
                    .AppendValue((int?)i.Unit.Factor)
                    .AppendValue(i.Decimals)
                    .EndRow();
            }
        }

        using (var targets = connection.CreateAppender("target"))
        {
            foreach (var t in sample.Catalogue.Targets)
            {
                targets.CreateRow()
                    .AppendValue(t.Indicator.Value)
                    .AppendValue(t.Scorecard?.Value)
                    .AppendValue(Number(Month.Containing(t.EffectiveFrom)))
                    .AppendValue(t.Value)
                    .AppendValue(t.Limits.GreenMin)
                    .AppendValue(t.Limits.GreenMax)
                    .AppendValue(t.Limits.AmberMin)
                    .AppendValue(t.Limits.AmberMax)
                    .EndRow();
            }
        }

        using var measures = connection.CreateAppender("measure");
        foreach (var m in RatingAndTravel.Flat(sample))
        {
            measures.CreateRow()
                .AppendValue(m.Scorecard)
                .AppendValue(m.Indicator)
                .AppendValue(Number(m.Month))
                .AppendValue(m.Numerator)
                .AppendValue(m.Denominator)
                .EndRow();
        }
    }

    static int Number(Month month) => (month.Year * 12) + month.Number - 1;

    static void Execute(DuckDBConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    static int Count(DuckDBConnection connection, string column, Enum? value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM rated WHERE {column} {(value is null ? "IS NULL" : $"= '{value}'")}";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
