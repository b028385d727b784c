using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>England's bank holidays beyond those that are built in, and those withdrawn. No figure depends on them.</summary>
public sealed class BankHolidayKind() : KeyedKind<BankHoliday>("bank-holiday", ["bank_holiday", "name"], ["withdrawn"])
{
    protected override string Key(BankHoliday item) => $"{item.Date:yyyy-MM-dd}";

    private protected override BankHoliday? Parse(Row row, ExtractFile file)
    {
        var column = row.Column("bank_holiday");
        var date = row.Date(column);
        if (date is null && !row.IsRefused)
        {
            row.Refuse(column, "is blank. Enter the day, such as 2028-01-03");
        }

        var holiday = new BankHoliday(date ?? default, row.Required(row.Column("name")), IsYes(row, row.Column("withdrawn")));
        return row.IsRefused ? null : holiday;
    }
}
