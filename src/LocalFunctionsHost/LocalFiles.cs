namespace LocalFunctionsHost;

/// <summary>The files that the host reads: its settings and host.json beside the app, and folders of the repository above it.</summary>
static class LocalFiles
{
    /// <summary>
    /// The object <c>Values</c> of a file shaped as local.settings.json, with <c>__</c> in a name read as <c>:</c>. Nothing when there is no file.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no JSON.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> ReadSettings(string fileName) =>
        from value in Read(fileName).GetSection("Values").GetChildren()
        select KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value);

    /// <summary>host.json's <c>extensions.http.routePrefix</c>; "api" when it says nothing, as on Azure.</summary>
    public static string ReadRoutePrefix() => Read("host.json")["extensions:http:routePrefix"] ?? "api";

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

    static IConfigurationRoot Read(string fileName) =>
        new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, fileName), optional: true).Build();
}
