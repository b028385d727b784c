using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>How published tables are read, a row for each indicator of one. No figure that is there already depends on it.</summary>
public sealed class MappingKind() : KeyedKind<Mapping>(
    "mapping",
    ["mapping", "indicator", "year_end"],
    ["scorecard", "scorecard_column", "period_column", "numerator_column", "denominator_column", "value_column", "filter"])
{
    protected override string Key(Mapping item) => item.Id;

    private protected override Mapping? Parse(Row row, ExtractFile file)
    {
        var indicator = file.Names.Indicator(row, row.Column("indicator"), Reasons.NoIndicator);
        var scorecard = FindScorecard(row, file, Reasons.NoScorecard, LongestId);
        var mapping = new Mapping
        {
            Id = row.Required(row.Column("mapping"), LongestId),
            Indicator = indicator?.Id ?? "",
            YearEnd = row.WholeNumber(row.Column("year_end"), 1, 12),
            Scorecard = scorecard?.Id,
            ScorecardColumn = row.Text(row.Column("scorecard_column")),
            PeriodColumn = row.Text(row.Column("period_column")),
            NumeratorColumn = row.Text(row.Column("numerator_column")),
            DenominatorColumn = row.Text(row.Column("denominator_column")),
            ValueColumn = row.Text(row.Column("value_column")),
            Filter = row.Text(row.Column("filter")),
        };
        RefuseContradictions(row, mapping);
        return row.IsRefused ? null : mapping;
    }

    static void RefuseContradictions(Row row, Mapping mapping)
    {
        if (!row.IsRefused && mapping.Scorecard is null == mapping.ScorecardColumn is null)
        {
            row.Refuse(
                row.Column("scorecard_column"),
                "must be filled in, or else scorecard, and not both: their column that names the area, or the one scorecard of all rows");
        }

        var hasCounts = mapping.NumeratorColumn is not null && mapping.DenominatorColumn is not null;
        var hasHalf = mapping.NumeratorColumn is null != mapping.DenominatorColumn is null;
        if (mapping.PeriodColumn is not null && (hasHalf || (!hasCounts && mapping.ValueColumn is null)))
        {
            row.Refuse(row.Column("value_column"), "must be filled in, or else numerator_column and denominator_column, or all three");
        }

        if (mapping.PeriodColumn is null && (hasHalf || hasCounts || mapping.ValueColumn is not null))
        {
            row.Refuse(
                row.Column("period_column"),
                "is blank, so that each year is a column of its own, with the value. Fill it in, or leave the columns of figures blank");
        }

        if (MappingFilter.Read(mapping.Filter) is null)
        {
            row.Refuse(row.Column("filter"), "is not read. Write it as column = value; column = value");
        }
        else if (mapping is { PeriodColumn: null, Filter: null })
        {
            row.Refuse(
                row.Column("filter"),
                "is blank, and columns of years do not tell what they are of. Write a condition, such as Measure = its name, "
                + "or file = words of the file's name");
        }
    }
}
