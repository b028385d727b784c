using System.Text;

namespace Scorecards.Tests;

/// <summary>
/// A second table below the first one of a sheet is not read by the columns of the first, where a target would be taken for a figure; and where it
/// holds children's records nothing of the file is kept.
/// </summary>
public sealed class SecondTableTests
{
    const string Measures = "scorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n\n";
    const string Wide = "indicator,scorecard,Apr-12,May-12\ncaf-rate,kent-inc-uasc,66.7,66.0\n\n";
    const string Targets = "indicator,scorecard,effective_from,target\ncaf-rate,,2012-04-01,80\n\n";

    [Theory]
    [InlineData(Measures, "scorecard,indicator,effective_from,target\nkent-inc-uasc,ia-rate,2012-05,400")]
    [InlineData(Measures, "scorecard,indicator,month,denominator\nkent-inc-uasc,ia-rate,2012-05,1062")]
    [InlineData(Measures, "scorecard,indicator,month,comment\nkent-inc-uasc,ia-rate,2012-05,12")]
    [InlineData(Measures, "indicator,scorecard,Apr-12,May-12\nia-rate,kent-inc-uasc,400,440")]
    [InlineData(Wide, "indicator,scorecard,Apr-11,May-11\ncaf-rate,kent-inc-uasc,60,61")]
    [InlineData(Wide, "indicator,scorecard,effective_from,target\ncaf-rate,kent-inc-uasc,2012-04-01,80")]
    [InlineData(Targets, "indicator,scorecard,month,value\nia-rate,kent-inc-uasc,2012-05,440.7")]
    [InlineData(Wide, "KPI,,Apr-11,May-11\ncaf-rate,kent-inc-uasc,60,61")]
    [InlineData(Wide, "Measure,,30/04/2011,31/05/2011\ncaf-rate,kent-inc-uasc,60,61")]
    [InlineData(Wide, "Monthly Indicators,,2011-04,2011-05\ncaf-rate,kent-inc-uasc,60,61")]
    [InlineData(Measures, "Performance measure,,Apr 2011,May 2011\nkent-inc-uasc,ia-rate,2012-05,440.7")]
    public async Task Rows_BelowAnotherHeader_AreRefused_WithWhatToDo(string first, string second)
    {
        var read = await ReadFile.FromAsync($"{first}{second}\n");
        Assert.All(read.Rows, row => Assert.Equal(2, row.Number));
        Assert.Equal((1L, 2L), (read.Counts.Accepted, read.Counts.Refused));
        Assert.Contains(
            read.Faults, f => (f.Row, f.Reason) == (4, "looks like the header of another table. Put each table on a sheet or in a file of its own"));
        Assert.Contains(read.Faults, f => f.Row == 5 && f.Reason.StartsWith("is below row 4, which is the header", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,ia-rate,2012-05,440.7", 0, 2)]
    [InlineData("Scorecard,means the area\nkent-inc-uasc,ia-rate,2012-05,440.7", 1, 2)]
    [InlineData("scorecard,indicator,,\nkent-inc-uasc,ia-rate,2012-05,440.7", 1, 2)]
    [InlineData("Total,,,66.0\nkent-inc-uasc,ia-rate,2012-05,440.7", 1, 2)]
    [InlineData("kent-inc-uasc,Timeliness measure,2012-05,2012\nkent-inc-uasc,ia-rate,2012-05,440.7", 1, 2)]
    [InlineData("kent-inc-uasc,Timeliness measure,2012-05,NA\nkent-inc-uasc,ia-rate,2012-05,440.7", 1, 2)]
    public async Task Rows_BelowTheSameHeaderOrANote_AreRead(string second, int refused, int accepted)
    {
        var read = await ReadFile.FromAsync($"{Measures}{second}\n");
        Assert.Equal((refused, accepted), ((int)read.Counts.Refused, (int)read.Counts.Accepted));
    }

    [Theory]
    [InlineData("CHILD,DOB,SEX,ETHNIC\nINVENTED,24/03/2009,1,WBRI", "an SSDA903")]
    [InlineData("Child Unique ID,Date of Birth,Gender,Ethnicity\nINVENTED,24/03/2009,1,WBRI", "children's records")]
    [InlineData("Child name,DoB\nINVENTED,24/03/2009", "children's records")]
    [InlineData("LAchildID,PersonBirthDate,GenderCurrent\nINVENTED,2009-03-24,1", "a CIN census")]
    [InlineData("SWENo,FTE30,PersonBirthDate,RoleStartDate\nINVENTED,1,24/03/1979,01/01/2010", "the social work workforce return")]
    public async Task Records_BelowATable_RefuseTheFile(string second, string name)
    {
        foreach (var first in new[] { Measures, Wide, Targets })
        {
            var outcome = await TrapOutcome.ReadAsync(Encoding.UTF8.GetBytes($"{first}{second}\n"), "", default);
            Assert.Empty(outcome.Accepted);
            Assert.Contains(name, outcome.Problem, StringComparison.Ordinal);
            Assert.Contains("None of its content was kept", outcome.Problem, StringComparison.Ordinal);
            Assert.DoesNotContain("INVENTED", outcome.Problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("DOB,UPN\nare,not included")]
    [InlineData("Not included:,DOB")]
    [InlineData("Child name,is never in this file")]
    public async Task Documentation_BelowATable_RefusesItsRowsOnly(string second)
    {
        var read = await ReadFile.FromAsync($"{Measures}{second}\n");
        Assert.Equal(1, read.Counts.Accepted);
    }
}
