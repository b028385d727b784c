namespace Scorecards.Reports;

/// <summary>How pages and receipts look. A page has no other style and no script, so that its Content-Security-Policy can name this one.</summary>
public static class PageStyle
{
    /// <summary>The whole content of the style element: browsers compare its hash, and read every line break as one character.</summary>
    public static string Css { get; } = Read().ReplaceLineEndings("\n");

    static string Read()
    {
        using var css = new StreamReader(typeof(PageStyle).Assembly.GetManifestResourceStream("Scorecards.Reports.Pages.Page.css")!);
        return css.ReadToEnd();
    }
}
