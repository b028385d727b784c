using System.Text.Json;
using Scorecards.Tests.Recovery;
using Scorecards.Tests.Returns;

namespace Scorecards.Tests.Records;

/// <summary>What a receipt says of records that cannot be right beside others: enough to find each record, and how many there are.</summary>
public sealed class RecordWarningTests
{
    const string Plans = "plan_id,child_id,start_date,end_date,initial_category,latest_category,previous_plans,ola_temporary,team_code\n";

    const string Children = "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\n";

    const string Missing = "The child is neither in child.csv nor among the children of a return, such as the SSDA903 Header. "
        + "Add the child to the one that you upload, or correct the child's id.";

    readonly Installation at = new();

    [Fact]
    public async Task Warning_NamesRowAndKey_WhenTheRecordIsInTheUpload()
    {
        await at.DropAsync("child.csv", $"{Children}INVENTED1,2004-03-17,F,WBRI,,\n");
        await at.DropAsync("plan.csv", $"{Plans}P1,INVENTED1,2012-05-24,,NEG,NEG,0,N,T1\nP2,INVENTED2,2012-05-25,,NEG,NEG,0,N,T1\n");
        Assert.Equal(["cp_plan|3|child_id|plan_id P2|" + Missing], Warnings("plan.csv"));
        Assert.Contains("<td>cp_plan</td>", at.Receipt("plan.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_NamesTheUploadAndItsRow_WhenTheRecordIsInAnEarlierOne()
    {
        await at.DropAsync("plan.csv", $"{Plans}P1,INVENTED1,2012-05-24,,NEG,NEG,0,N,T1\nP2,INVENTED2,2012-05-25,,NEG,NEG,0,N,T1\n");
        await at.DropAsync("child.csv", $"{Children}INVENTED1,2004-03-17,F,WBRI,,\n");
        Assert.Equal(
            ["cp_plan|0|child_id||" + Missing + " The record is not in this upload: it is in row 3 of plan.csv, uploaded before."],
            Warnings("child.csv"));
        Assert.Contains("<td class=\"figure\">&#x2013;</td>", at.Receipt("child.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_NamesTheRowOfEachReturn_WhenTheRecordWasLaidByAnEarlierOne()
    {
        await at.DropAsync("header.csv", ReturnFiles.Header);
        await at.DropAsync("2011.csv", $"{ReturnFiles.EpisodesHeader}\nINVENTED1,10/04/2010,S,C2,N1,U4,PR1,02/05/2010,X1,,,,\n");
        await at.DropAsync("2012.csv", $"{ReturnFiles.EpisodesHeader}\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,02/05/2012,X1,,,,\n");
        const string said = "The episode ended with X1, and no episode of the child begins on that day. Add the next episode, or correct dec or rec.";
        Assert.Equal(
            [
                $"lac_episode|0|dec||{said} The record is not in this upload: it is in row 2 of 2011.csv, uploaded before.",
                $"lac_episode|2|dec|decom 2012-02-14|{said}",
            ],
            Warnings("2012.csv"));
        Assert.DoesNotContain("INVENTED", at.ReceiptFile("2012.csv.json"), StringComparison.Ordinal);
    }

    /// <summary>INVENTED1 turned 18 on the day before the year's last one, INVENTED2 on it, INVENTED3 in June.</summary>
    [Fact]
    public async Task Warnings_OfAReturnOfAYearThatIsOver_AreOfItsLastDay()
    {
        const string open = "14/02/2012,S,C2,N1,U4,PR1,,,,,,\n";
        const string said = "It was open after the child's 18th birthday. Add its end, or correct the date of birth.";
        await at.DropAsync(
            "header.csv",
            "CHILD,SEX,DOB,ETHNIC\nINVENTED1,2,30/03/1994,WBRI\nINVENTED2,2,31/03/1994,WBRI\nINVENTED3,2,01/06/1994,WBRI\n");
        await at.DropAsync("2012.csv", $"{ReturnFiles.EpisodesHeader}\nINVENTED1,{open}INVENTED2,{open}INVENTED3,{open}");
        Assert.Equal([$"lac_episode|2|dec|decom 2012-02-14|{said}"], Warnings("2012.csv"));

        await at.DropAsync("2013.csv", $"{ReturnFiles.EpisodesHeader}\nINVENTED2,{open}INVENTED3,14/02/2012,S,C2,N1,U4,PR1,20/05/2012,E4A,,,,\n");
        Assert.Equal(
            [
                $"lac_episode|0|dec||{said} The record is not in this upload: it is in row 2 of 2012.csv, uploaded before.",
                $"lac_episode|2|dec|decom 2012-02-14|{said}",
            ],
            Warnings("2013.csv"));
    }

    [Fact]
    public async Task UnknownStart_NamesTheRowOfTheFirstChild()
    {
        await at.DropAsync("2012.csv", ReturnFiles.EpisodesHeader
            + "\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,\nINVENTED2,14/02/2012,P,C2,N1,U4,PR1,,,,,,\nINVENTED3,14/02/2012,P,C2,N1,U4,PR1,,,,,,\n");
        var warning = Assert.Single(Warnings("2012.csv"));
        Assert.StartsWith("lac_episode|3|care_period_start||Of 2 looked-after children the first episode", warning, StringComparison.Ordinal);
        Assert.EndsWith("The row is that of the first such child", warning, StringComparison.Ordinal);
    }

    /// <summary>102 plans that ended on the day on which they started, of which 100 are listed.</summary>
    [Fact]
    public async Task Headline_CountsAllWarnings_AndSaysHowManyAreListed()
    {
        var rows = Enumerable.Range(1, 102).Select(i => $"P{i},INVENTED{i},2012-05-24,2012-05-24,NEG,NEG,0,N,T1\n");
        await at.DropAsync("plan.csv", Plans + string.Concat(rows));
        using var receipt = JsonDocument.Parse(at.ReceiptFile("plan.csv.json"));
        Assert.Equal(100, Warnings("plan.csv").Count);
        Assert.Equal(2, receipt.RootElement.GetProperty("warningsNotListed").GetInt64());
        Assert.Contains(
            "There are 102 warnings, of which the receipt lists 100: look at the rows that it lists.",
            receipt.RootElement.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("<caption>100 of 102 warnings.", at.Receipt("plan.csv"), StringComparison.Ordinal);
    }

    /// <returns>Of each warning the table, the row, the column, the value and the reason.</returns>
    List<string> Warnings(string path)
    {
        using var receipt = JsonDocument.Parse(at.ReceiptFile($"{path}.json"));
        return
        [
            .. receipt.RootElement.GetProperty("warnings").EnumerateArray()
                .Select(w => string.Join('|', w.GetProperty("sheet"), w.GetProperty("row"), w.GetProperty("column"), w.GetProperty("value"),
                    w.GetProperty("reason"))),
        ];
    }
}
