using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// England's bank holidays beyond those that are built in, and those withdrawn. No figure depends on them. A table of nothing but date and name is
/// one of these too.
/// </summary>
public sealed partial class BankHolidayKind() : KeyedKind<BankHoliday>("bank-holiday", ["bank_holiday", "name"], ["withdrawn"])
{
    const string Date = "date";

    protected override string Key(BankHoliday item) => $"{item.Date:yyyy-MM-dd}";

    internal override bool HasAllColumns(IReadOnlyList<string> folded) => base.HasAllColumns(folded) || IsOfDateAndName(folded);

    internal override int CompareHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded) =>
        IsOfDateAndName(folded) ? Header.Complete + folded.Count : base.CompareHeader(cells, folded);

    internal override Dictionary<string, int> FindPositions(IReadOnlyList<string> folded)
    {
        var positions = base.FindPositions(folded);
        if (IsOfDateAndName(folded))
        {
            positions.Add(Date, folded.ToList().IndexOf(Date));
        }

        return positions;
    }

    private protected override BankHoliday? Parse(Row row, ExtractFile file)
    {
        var column = row.Column(Date) is { Position: >= 0 } day ? day : row.Column("bank_holiday");
        var date = row.Date(column);
        if (date is null && !row.IsRefused)
        {
            row.Refuse(column, "is blank. Enter the day, such as 2028-01-03");
        }

        var name = row.Required(row.Column("name"));
        if (column.Name == Date && date is not null && name != "" && !Holiday().IsMatch(name))
        {
            throw PersonalData.HolidayRefusal(row.Number);
        }

        var holiday = new BankHoliday(date ?? default, name, row.YesOrNo(row.Column("withdrawn")) == true);
        return row.IsRefused ? null : holiday;
    }

    static bool IsOfDateAndName(IReadOnlyList<string> folded) =>
        folded.Where(name => name != "").Order(StringComparer.Ordinal).SequenceEqual([Date, "name"]);

    /// <summary>A table of date and name may as well be one of people and their births.</summary>
    [GeneratedRegex(
        @"days?\b|\b(?:jubilee|coronation|funeral|wedding|easter|christmas|xmas|eve)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Holiday();
}
