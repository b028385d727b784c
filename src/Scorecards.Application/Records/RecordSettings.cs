using System.ComponentModel.DataAnnotations;
using Scorecards.Domain;

namespace Scorecards.Application.Records;

/// <summary>The section <c>Records</c>: how figures are counted from records.</summary>
public sealed class RecordSettings : IValidatableObject
{
    /// <summary>What the database that counts may hold in memory, in megabytes.</summary>
    [Range(64, 65_536)]
    public int Megabytes { get; set; } = 400;

    /// <summary>
    /// Of which levels of team.csv scorecards are made, such as <c>county;district</c>: one with and one without UASC for each code. Blank = none.
    /// </summary>
    public string Scorecards { get; set; } = "";

    /// <summary>Those levels.</summary>
    public IReadOnlyCollection<Slice> MadeLevels() => [.. Names().Select(Slice.Find).OfType<Slice>()];

    /// <summary>
    /// Who may read the records behind a figure, by the SHA-256 of their function key in hexadecimal digits. None = nobody: the lists are off.
    /// </summary>
    public Dictionary<string, string> ListKeys { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var name in Names().Where(name => Slice.Find(name) is null))
        {
            yield return new ValidationResult(
                $"Records:Scorecards has '{name}', which is none of {string.Join(", ", Slice.All)}.", [nameof(Scorecards)]);
        }

        foreach (var (key, name) in ListKeys)
        {
            if (!Sha256Text.IsOne(key) || string.IsNullOrWhiteSpace(name))
            {
                yield return new ValidationResult(
                    $"Records:ListKeys:{key} must be a reader's name under the 64 hexadecimal digits of a key's SHA-256.", [nameof(ListKeys)]);
            }
        }
    }

    string[] Names() => Scorecards.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
