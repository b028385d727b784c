using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace ScorecardFunctions.Options;

/// <summary>The section <c>Pages</c>.</summary>
public sealed partial class PageSettings : IValidatableObject
{
    /// <summary>Whose pages may show ours in a frame, beside our own: origins such as https://*.sharepoint.com, separated by semicolons.</summary>
    public string FrameAncestors { get; set; } = "";

    /// <summary>The address of the council's accessibility statement, to which every page links; unset = none does.</summary>
    [Url]
    public string? AccessibilityStatement { get; set; }

    public IReadOnlyList<string> Ancestors => FrameAncestors.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from ancestor in Ancestors
        where !Origin().IsMatch(ancestor)
        select new ValidationResult(
            $"Pages:FrameAncestors has '{ancestor}', which is no origin. Write https:// and a host, such as https://*.sharepoint.com, without a "
            + "path, and separate several by semicolons.",
            [nameof(FrameAncestors)]);

    [GeneratedRegex(@"\Ahttps://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]+)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Origin();
}
