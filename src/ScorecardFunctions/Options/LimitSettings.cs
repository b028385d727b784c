using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Scorecards.Extracts;

namespace ScorecardFunctions.Options;

/// <summary>The section <c>Limits</c>: each setting must be one of <see cref="FileLimits"/> and a whole number of at least 1.</summary>
public sealed class LimitSettings : IValidatableObject
{
    const string Section = "Limits";

    static readonly Dictionary<string, Type> Known = typeof(FileLimits).GetProperties()
        .ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);

    readonly List<string> problems = [];

    public FileLimits Limits { get; private set; } = new();

    /// <summary>Takes the limits over; wrong ones are reported by <see cref="Validate"/>.</summary>
    public void Read(IConfigurationSection section)
    {
        problems.AddRange(section.GetChildren().Select(FindProblem).OfType<string>());
        if (problems.Count == 0)
        {
            Limits = section.Get<FileLimits>() ?? new FileLimits();
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => problems.Select(problem => new ValidationResult(problem));

    static string? FindProblem(IConfigurationSection setting)
    {
        if (!Known.TryGetValue(setting.Key, out var type))
        {
            return $"There is no setting {Section}:{setting.Key}. Write one of: {string.Join(", ", Known.Keys)}.";
        }

        var most = type == typeof(int) ? int.MaxValue : long.MaxValue;
        return long.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? null
            : $"{Section}:{setting.Key} must be a whole number from 1 to {most}, not '{setting.Value}'.";
    }
}
