using System.Text.RegularExpressions;

namespace LocalFunctionsHost;

/// <summary>The path of a blob trigger, "container/pattern". A {name} in the pattern matches one character or more, slashes included.</summary>
/// <param name="Pattern">Below the container.</param>
/// <param name="Names">What is in braces, in order.</param>
sealed record BlobPath(string Container, string Pattern, IReadOnlyList<string> Names)
{
    Regex? regex;

    /// <summary>What every matching name starts with.</summary>
    public string Prefix => Pattern.Split('{')[0];

    /// <exception cref="InvalidOperationException">There is no container, no pattern or a brace is left open.</exception>
    public static BlobPath Parse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var pieces = path.Split('{')[1..];
        return slash > 0 && slash < path.Length - 1 && pieces.All(piece => piece.IndexOf('}', StringComparison.Ordinal) > 0)
            ? new(path[..slash], path[(slash + 1)..], [.. pieces.Select(piece => piece.Split('}')[0])])
            : throw new InvalidOperationException($"{path} is no blob path of the form container/{{name}}.");
    }

    /// <summary>Finds the parts of a matching blob's name; null when it does not match.</summary>
    public Func<string, string?>? Match(string blobName)
    {
        // Built when the first blob is listed: no work before the server is up.
        regex ??= new Regex($"^{string.Concat(Pattern.Split('{').Select(Capture))}$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
        var match = regex.Match(blobName);
        return match.Success ? name => match.Groups[name].Value : null;
    }

    static string Capture(string piece, int index) =>
        index == 0 ? Regex.Escape(piece) : $"(?<{piece.Split('}')[0]}>.+){Regex.Escape(piece[(piece.IndexOf('}', StringComparison.Ordinal) + 1)..])}";
}
