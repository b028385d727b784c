using System.ComponentModel.DataAnnotations;
using Scorecards.Domain;

namespace Scorecards.Application;

/// <summary>
/// The section <c>Suppression</c>: the small numbers that readers outside are not given. Pages are for staff and are not touched.
/// </summary>
public sealed class SuppressionSettings : IValidatableObject
{
    /// <summary>0 = none are taken out; else 5 or 10.</summary>
    [AllowedValues(0, 5, 10)]
    public int Threshold { get; set; }

    /// <summary>Whether the threshold itself is small.</summary>
    public bool IsInclusive { get; set; } = true;

    /// <summary>What other numbers are rounded to for readers outside, in mail too: 5 or 10.</summary>
    [AllowedValues(5, 10)]
    public int RoundTo { get; set; } = SuppressionProfile.UsualRoundTo;

    /// <summary>The threshold of single callers, by the SHA-256 of their function key in hexadecimal digits.</summary>
    public Dictionary<string, int> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from key in Keys
        where key.Value is not (0 or 5 or 10) || !Sha256Text.IsOne(key.Key)
        select new ValidationResult(
            $"Suppression:Keys:{key.Key} must be 0, 5 or 10 under the 64 hexadecimal digits of a key's SHA-256.", [nameof(Keys)]);
}
