using System.Text.Json;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>A month's results as compact JSON that can be read in Storage Explorer. Decimals come back exactly, with their scale.</summary>
static class PackedResults
{
    public static string Write(IReadOnlyList<Result> results)
    {
        var sections = results.Select(r => r.Indicator.Section).Distinct().ToList();
        return JsonSerializer.Serialize(
            new Packed([.. sections.Select(s => new PackedSection(s.Id, s.Name, s.Order))],
                [.. results.Select(r => Pack(r, sections.IndexOf(r.Indicator.Section)))]),
            PackedJson.Writing.Packed);
    }

    /// <exception cref="JsonException">Not as <see cref="Write"/> writes it.</exception>
    /// <exception cref="FormatException">A name that is not known.</exception>
    public static List<Result> Read(string text)
    {
        var packed = JsonSerializer.Deserialize(text, PackedJson.Default.Packed) ?? throw new FormatException("There are no results.");
        var sections = packed.Sections.Select(s => new Section(s.Id, s.Name, s.Order)).ToList();
        return [.. packed.Results.Select(r => Unpack(r, sections))];
    }

    static PackedResult Pack(Result r, int section)
    {
        var i = r.Indicator;
        return new PackedResult(
            i.Id.Value, section, i.Order, i.Name, i.Polarity, i.Basis, i.Unit.Name, i.Decimals, i.Formula?.Text, i.ActiveFrom, i.ActiveTo,
            r.Numerator, r.Denominator, r.Figure?.Value, r.Figure?.IsUnrounded, r.NoValue, r.Previous?.Value, r.Previous?.IsUnrounded, r.Target,
                r.Rating, r.Travel,
            r.Source?.Extract, r.Source?.Sha256, r.Source?.Sheet, r.Source?.Row, r.IsConfirmed ? true : null, r.StatedReason, i.NumeratorIsPart);
    }

    static Result Unpack(PackedResult r, List<Section> sections) => new()
    {
        Indicator = new Indicator
        {
            Id = r.Indicator,
            Section = sections[r.Section],
            Order = r.Order,
            Name = r.Name,
            Polarity = r.Polarity,
            Basis = r.Basis,
            Unit = Unit.Find(r.Unit) ?? throw new FormatException($"There is no unit '{r.Unit}'."),
            Decimals = r.Decimals,
            Formula = r.Formula is { } text && Formula.TryParse(text, out var formula, out _) ? formula : null,
            ActiveFrom = r.ActiveFrom,
            ActiveTo = r.ActiveTo,
            NumeratorIsPart = r.IsPart,
        },
        Numerator = r.Numerator,
        Denominator = r.Denominator,
        Figure = r.Value is decimal value ? new Figure(value, r.ValueIsUnrounded ?? false) : null,
        NoValue = r.NoValue,
        Previous = r.Previous is decimal previous ? new Figure(previous, r.PreviousIsUnrounded ?? false) : null,
        Target = r.Target,
        Rating = r.Rating,
        Travel = r.Travel,
        IsConfirmed = r.IsConfirmed ?? false,
        StatedReason = r.StatedReason,
        Source = r.Sha256 is { } sha256 ? new Source(r.Extract ?? "", sha256, r.Sheet, r.Row ?? 0) : null,
    };

    internal sealed record Packed(IReadOnlyList<PackedSection> Sections, IReadOnlyList<PackedResult> Results);

    internal sealed record PackedSection(string Id, string Name, int Order);

    internal sealed record PackedResult(
        string Indicator,
        int Section,
        int Order,
        string Name,
        Polarity Polarity,
        string Basis,
        string Unit,
        int Decimals,
        string? Formula,
        DateOnly? ActiveFrom,
        DateOnly? ActiveTo, decimal? Numerator, decimal? Denominator, decimal? Value, bool? ValueIsUnrounded, string? NoValue,
        decimal? Previous, bool? PreviousIsUnrounded, decimal? Target, Rating? Rating, Travel? Travel, string? Extract, string? Sha256,
        string? Sheet, long? Row, bool? IsConfirmed, string? StatedReason, bool? IsPart);
}
