using System.Text.Json.Serialization;

namespace Scorecards.Domain;

/// <summary>The id of a scorecard, such as <c>kent-inc-uasc</c>. Equality, hash and order ignore case; the default value is the empty id.</summary>
/// <param name="value">As written, which is how it is shown.</param>
[JsonConverter(typeof(Converter))]
public readonly struct ScorecardId(string value) : IEquatable<ScorecardId>, IComparable<ScorecardId>
{
    readonly string? value = value;

    /// <summary>The id as written.</summary>
    public string Value => value ?? "";

    /// <summary>The id in lower case, as keys and receipts have it.</summary>
    public ScorecardId ToLower() => new(Value.ToLowerInvariant());

    public static implicit operator ScorecardId(string value) => new(value);

    /// <summary>Null stays null.</summary>
    public static implicit operator ScorecardId?(string? value) => value is null ? default(ScorecardId?) : new ScorecardId(value);

    public static bool operator ==(ScorecardId left, ScorecardId right) => left.Equals(right);

    public static bool operator !=(ScorecardId left, ScorecardId right) => !left.Equals(right);

    public static bool operator <(ScorecardId left, ScorecardId right) => left.CompareTo(right) < 0;

    public static bool operator >(ScorecardId left, ScorecardId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ScorecardId left, ScorecardId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ScorecardId left, ScorecardId right) => left.CompareTo(right) >= 0;

    public bool Equals(ScorecardId other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ScorecardId other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    public int CompareTo(ScorecardId other) => string.Compare(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Value;

    internal sealed class Converter() : TextConverter<ScorecardId>(text => new(text));
}
