using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class Sha256TextTests
{
    [Theory]
    [InlineData("0123456789abcdef", 4, true)]
    [InlineData("0123456789ABCDEF", 4, true)]
    [InlineData("0123456789abcdef", 3, false)]
    [InlineData("0123456789abcdef", 5, false)]
    [InlineData("0123456789abcdeg", 4, false)]
    [InlineData("0123456789abcde\uFF16", 4, false)]
    [InlineData("", 1, false)]
    public void IsOne_Of64HexadecimalDigits(string part, int times, bool isOne) =>
        Assert.Equal(isOne, Sha256Text.IsOne(string.Concat(Enumerable.Repeat(part, times))));
}
