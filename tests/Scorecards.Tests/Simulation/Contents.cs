using System.Globalization;
using System.Text;

namespace Scorecards.Tests.Simulation;

/// <summary>Makes tiny files of every kind. No two say the same figures, so that whatever is mixed or stale shows.</summary>
public sealed class Contents(Random random)
{
    static readonly string[] Scorecards = ["kent-inc-uasc", "kent-inc-uasc", "ashford"];
    static readonly string[] Indicators = ["caf-rate", "referral-rate", "new-rate"];
    static readonly string[] Months = ["2012-04", "2012-05", "2012-05", "2012-06"];

    readonly List<byte[]> made = [];
    int number;

    public static IReadOnlyList<string> AllScorecards { get; } = ["kent-inc-uasc", "ashford"];

    public byte[] Next()
    {
        var content = random.Next(20) switch
        {
            < 10 => Measures(),
            < 13 => $"indicator,scorecard,effective_from,target\ncaf-rate,{(random.Next(4) == 0 ? "ashford" : "")},{random.GetItems(Months, 1)[0]}-01,{++number}\n",
            < 15 => Indicator(),
            < 17 => $"scorecard,name,slice,uasc\n{(random.Next(3) == 0 ? "kent-inc-uasc" : "ashford")},Name {++number},district,inc\n",
            17 => $"scorecard,indicator,month,comment\nkent-inc-uasc,{random.GetItems(Indicators, 1)[0]},2012-05,Comment {++number}\n",
            18 => $"nothing,that,is,known\n{++number},1,1,1\n",
            _ when made.Count > 0 => Encoding.UTF8.GetString(made[random.Next(made.Count)]),
            _ => Measures(),
        };
        var bytes = Encoding.UTF8.GetBytes(content);
        made.Add(bytes);
        return bytes;
    }

    /// <summary>Who is to be mailed.</summary>
    public byte[] Recipients()
    {
        var text = new StringBuilder("email,scorecard,audience\n");
        foreach (var name in random.GetItems(["head", "director", "team"], random.Next(1, 4)).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}@kent.example,{(name == "director" ? "ashford" : "kent-inc-uasc")},{(name == "team" ? "data-team" : "leadership")}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    string Measures()
    {
        var text = new StringBuilder("scorecard,indicator,month,numerator,denominator\n");
        var (scorecard, month) = (random.GetItems(Scorecards, 1)[0], random.GetItems(Months, 1)[0]);
        for (var rows = random.Next(1, 5); rows > 0; rows--)
        {
            month = random.Next(4) == 0 ? random.GetItems(Months, 1)[0] : month;
            scorecard = random.Next(4) == 0 ? random.GetItems(Scorecards, 1)[0] : scorecard;
            text.Append(CultureInfo.InvariantCulture, $"{scorecard},{random.GetItems(Indicators, 1)[0]},{month},{++number},100000\n");
        }

        return text.ToString();
    }

    string Indicator()
    {
        var id = random.Next(4) == 0 ? "caf-rate" : "new-rate";
        return $"indicator,section,section_order,order,name,polarity,basis,unit,decimals\n{id},how-much,1,{(id == "caf-rate" ? 1 : 99)},Name {++number},H,Snapshot,per10000,1\n";
    }
}
