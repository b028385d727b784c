using System.Globalization;
using System.Text;

namespace Scorecards.Tests.Simulation;

/// <summary>Makes tiny files of every kind. No two say the same figures, so that whatever is mixed or stale shows.</summary>
public sealed class Contents(Random random)
{
    const string New = "new-rate";

    static readonly string[] Scorecards = ["kent-inc-uasc", "kent-inc-uasc", "ashford"];
    static readonly string[] Indicators = ["caf-rate", "referral-rate", New];

    /// <summary>The last has not ended: its rows are refused.</summary>
    static readonly string[] Months = ["2012-03", "2012-04", "2012-05", "2012-05", "2012-06"];

    readonly List<byte[]> made = [];
    int number;

    public static IReadOnlyList<string> AllScorecards { get; } = ["kent-inc-uasc", "ashford"];

    public byte[] Any() => random.Next(20) switch
    {
        < 10 => Measures(),
        < 13 => Target(),
        < 15 => Indicator(),
        < 17 => Scorecard(),
        17 => Made($"scorecard,indicator,month,comment\nkent-inc-uasc,{Some(Indicators)},2012-05,Comment {++number}\n"),
        18 => Made($"nothing,that,is,known\n{++number},1,1,1\n"),
        _ => Again(),
    };

    /// <summary>Bytes that were dropped before, if there are any.</summary>
    public byte[] Again() => made.Count == 0 ? Measures() : made[random.Next(made.Count)];

    public byte[] Measures()
    {
        var text = new StringBuilder("scorecard,indicator,month,numerator,denominator,value\n");
        var (scorecard, month) = (Some(Scorecards), Some(Months));
        for (var rows = random.Next(1, 5); rows > 0; rows--)
        {
            month = random.Next(4) == 0 ? Some(Months) : month;
            scorecard = random.Next(4) == 0 ? Some(Scorecards) : scorecard;

            // A value alone is mostly another than the counts that are known give, and sometimes that of the last ones.
            var indicator = Some(Indicators);
            var value = ((number - (number / 8 % 4)) / 10m).ToString("0.0", CultureInfo.InvariantCulture);
            var figures = ++number % 8 == 0 ? $",,{value}" : $"{number},100000,";
            text.Append(CultureInfo.InvariantCulture, $"{scorecard},{indicator},{month},{figures}\n");
        }

        return Made(text.ToString());
    }

    /// <summary>One figure, always of the same indicator and month; sometimes a symbol in its place.</summary>
    public byte[] Figure()
    {
        var figures = ++number % 5 == 0 ? ",,c" : $"{number},100000,";
        return Made($"scorecard,indicator,month,numerator,denominator,value\nkent-inc-uasc,caf-rate,2012-05,{figures}\n");
    }

    /// <summary>Takes back what was uploaded at a path.</summary>
    public byte[] Withdraw(string path) => Made($"withdraw,reason\n{path},Reason {++number}\n");

    /// <summary>Figures that nothing is known of until an indicator's or a scorecard's file comes, beside one that is known, or alone.</summary>
    public byte[] Wanting()
    {
        var known = random.Next(2) == 0 ? $"kent-inc-uasc,caf-rate,2012-05,{++number},100000\n" : "";
        var scorecard = Some(Scorecards);
        return Made(
            $"scorecard,indicator,month,numerator,denominator\n{known}{scorecard},{(scorecard == "ashford" ? "caf-rate" : New)},2012-05,"
            + $"{++number},100000\n");
    }

    public byte[] Target() =>
        Made($"indicator,scorecard,effective_from,target\ncaf-rate,{(random.Next(4) == 0 ? "ashford" : "")},{Some(Months)}-01,{++number}\n");

    public byte[] Indicator()
    {
        var id = random.Next(4) == 0 ? "caf-rate" : New;
        return Made(
            $"indicator,section,section_order,order,name,polarity,basis,unit,decimals\n{id},how-much,1,{(id == New ? 99 : 1)},Name "
            + $"{++number},H,Snapshot,per10000,1\n");
    }

    public byte[] Scorecard() =>
        Made($"scorecard,name,slice,uasc\n{(random.Next(3) == 0 ? "kent-inc-uasc" : "ashford")},Name {++number},district,inc\n");

    /// <summary>Who is to be mailed.</summary>
    public byte[] Recipients()
    {
        var text = new StringBuilder("email,scorecard,audience\nhead@kent.example,kent-inc-uasc,leadership\n");
        if (random.Next(2) == 0)
        {
            text.Append("team@kent.example,kent-inc-uasc,data-team\n");
        }

        return Made(text.ToString());
    }

    string Some(string[] of) => of[random.Next(of.Length)];

    byte[] Made(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        made.Add(bytes);
        return bytes;
    }
}
