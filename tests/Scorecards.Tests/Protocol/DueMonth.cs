using System.Globalization;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Protocol;

/// <summary>A month that is due to be mailed.</summary>
public static class DueMonth
{
    /// <summary>May 2012 at its deadline: two scorecards with one figure each, and a recipient of both.</summary>
    public static async Task<Installation> AtItsDeadlineAsync()
    {
        var at = new Installation();
        await at.DropAsync("scorecard.csv", "scorecard,name,parent,slice,uasc\nashford,Ashford,kent-inc-uasc,district,inc\n");
        await at.DropAsync(
            "recipient.csv", "email,scorecard,audience\nboth@kent.example,kent-inc-uasc,leadership\nboth@kent.example,ashford,leadership\n");
        await at.DropAsync("may.csv", Figures(10));
        at.Time.Now = new DateTimeOffset(2012, 6, 18, 9, 0, 0, TimeSpan.Zero);
        return at;
    }

    /// <summary>A file that states one numerator for both scorecards.</summary>
    public static string Figures(int numerator) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        scorecard,indicator,month,numerator,denominator
        kent-inc-uasc,caf-rate,2012-05,{numerator},10000
        ashford,caf-rate,2012-05,{numerator},10000
        """);
}
