using System.Text.Json.Serialization;

namespace Scorecards.Domain;

/// <summary>The id of an indicator, such as <c>caf-rate</c>. Equality, hash and order ignore case; the default value is the empty id.</summary>
/// <param name="value">As written, which is how it is shown.</param>
[JsonConverter(typeof(Converter))]
public readonly struct IndicatorId(string value) : IEquatable<IndicatorId>, IComparable<IndicatorId>
{
    readonly string? value = value;

    /// <summary>The id as written.</summary>
    public string Value => value ?? "";

    public static implicit operator IndicatorId(string value) => new(value);

    /// <summary>Null stays null.</summary>
    public static implicit operator IndicatorId?(string? value) => value is null ? default(IndicatorId?) : new IndicatorId(value);

    public static bool operator ==(IndicatorId left, IndicatorId right) => left.Equals(right);

    public static bool operator !=(IndicatorId left, IndicatorId right) => !left.Equals(right);

    public static bool operator <(IndicatorId left, IndicatorId right) => left.CompareTo(right) < 0;

    public static bool operator >(IndicatorId left, IndicatorId right) => left.CompareTo(right) > 0;

    public static bool operator <=(IndicatorId left, IndicatorId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IndicatorId left, IndicatorId right) => left.CompareTo(right) >= 0;

    public bool Equals(IndicatorId other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is IndicatorId other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    public int CompareTo(IndicatorId other) => string.Compare(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Value;

    internal sealed class Converter() : TextConverter<IndicatorId>(text => new(text));
}
