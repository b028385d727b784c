using System.Security.Cryptography;
using System.Text;

namespace Scorecards.Application.Feed;

/// <summary>Names of what a reader sees: others for another content.</summary>
static class FeedTag
{
    /// <returns>32 hexadecimal digits.</returns>
    public static string Name(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32];
}
