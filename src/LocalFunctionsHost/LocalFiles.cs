using System.Text.Json;

namespace LocalFunctionsHost;

/// <summary>The files that the host reads: its settings and host.json beside the app, and folders of the repository above it.</summary>
static class LocalFiles
{
    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>
    /// The object <c>Values</c> of a file shaped as local.settings.json, with <c>__</c> in a name read as <c>:</c>. Nothing when there is no file.
    /// </summary>
    /// <exception cref="JsonException">The file is no JSON.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> ReadSettings(string fileName)
    {
        using var document = Read(fileName);
        return document?.RootElement.TryGetProperty("Values", out var values) == true
            ? [.. values.EnumerateObject().Select(value => KeyValuePair.Create(KeyOf(value.Name), (string?)value.Value.ToString()))]
            : [];
    }

    /// <summary>host.json's <c>extensions.http.routePrefix</c>; "api" when it says nothing, as on Azure.</summary>
    public static string ReadRoutePrefix()
    {
        using var document = Read("host.json");
        return document is not null
            && document.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var prefix)
            ? prefix.GetString() ?? ""
            : "api";
    }

    /// <summary>The nearest folder above the app that holds a path such as "infra/local/package.json"; null outside a checkout.</summary>
    public static string? FindAbove(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, relativePath)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    static string KeyOf(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    static JsonDocument? Read(string fileName)
    {
        var path = Path.Combine(AppContext.BaseDirectory, fileName);
        return File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path), Lenient) : null;
    }
}
