using System.Globalization;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>How values are kept in an entity: a decimal as invariant text, so that it comes back exactly; a date as yyyy-MM-dd.</summary>
static class Entities
{
    /// <summary>Null is not written at all.</summary>
    public static TableEntity With(this TableEntity entity, string name, object? value)
    {
        object? kept = value switch
        {
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Enum member => member.ToString(),
            ScorecardId id => id.Value,
            IndicatorId id => id.Value,
            _ => value,
        };
        if (kept is not null)
        {
            entity[name] = kept;
        }

        return entity;
    }

    public static decimal? GetDecimal(this TableEntity entity, string name) =>
        entity.GetString(name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public static DateOnly? GetDate(this TableEntity entity, string name) =>
        entity.GetString(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public static T? GetEnum<T>(this TableEntity entity, string name)
        where T : struct, Enum => entity.GetString(name) is { } text ? Enum.Parse<T>(text) : null;

    public static TableEntity WithIndicator(this TableEntity entity, Indicator indicator) => entity
        .With("Indicator", indicator.Id)
        .With("Section", indicator.Section.Id).With("SectionName", indicator.Section.Name).With("SectionOrder", indicator.Section.Order)
        .With("Order", indicator.Order).With("Name", indicator.Name).With("Polarity", indicator.Polarity).With("Basis", indicator.Basis)
        .With("Unit", indicator.Unit.Name).With("Decimals", indicator.Decimals).With("Formula", indicator.Formula?.Text)
        .With("ActiveFrom", indicator.ActiveFrom).With("ActiveTo", indicator.ActiveTo)
        .With("HasWholeCounts", indicator.HasWholeCounts).With("NumeratorIsPart", indicator.NumeratorIsPart)
        .With("PrefersUploads", indicator.PrefersUploads ? true : null);

    public static TableEntity WithTarget(this TableEntity entity, Target t) => entity
        .With("Indicator", t.Indicator).With("Scorecard", t.Scorecard).With("EffectiveFrom", t.EffectiveFrom)
        .With("EffectiveTo", t.EffectiveTo).With("Target", t.Value)
        .With("GreenMin", t.Limits.GreenMin).With("GreenMax", t.Limits.GreenMax).With("AmberMin", t.Limits.AmberMin)
        .With("AmberMax", t.Limits.AmberMax).With("IsConfirmed", t.IsConfirmed ? true : null);

    public static Target GetTarget(this TableEntity row) => new()
    {
        Indicator = row.GetString("Indicator"),
        Scorecard = row.GetString("Scorecard"),
        EffectiveFrom = row.GetDate("EffectiveFrom") ?? default,
        EffectiveTo = row.GetDate("EffectiveTo"),
        Value = row.GetDecimal("Target"),
        Limits = new RatingLimits(row.GetDecimal("GreenMin"), row.GetDecimal("GreenMax"), row.GetDecimal("AmberMin"), row.GetDecimal("AmberMax")),
        IsConfirmed = row.GetBoolean("IsConfirmed") ?? false,
    };

    public static Indicator GetIndicator(this TableEntity entity) => new()
    {
        Id = entity.GetString("Indicator") ?? throw new FormatException("An indicator has no id."),
        Section = new Section(entity.GetString("Section"), entity.GetString("SectionName"), entity.GetInt32("SectionOrder") ?? 0),
        Order = entity.GetInt32("Order") ?? 0,
        Name = entity.GetString("Name"),
        Polarity = entity.GetEnum<Polarity>("Polarity") ?? default,
        Basis = entity.GetString("Basis"),
        Unit = Unit.Find(entity.GetString("Unit")) ?? Unit.Count,
        Decimals = entity.GetInt32("Decimals") ?? 0,
        Formula = entity.GetString("Formula") is { } text && Formula.TryParse(text, out var formula, out _) ? formula : null,
        ActiveFrom = entity.GetDate("ActiveFrom"),
        ActiveTo = entity.GetDate("ActiveTo"),
        HasWholeCounts = entity.GetBoolean("HasWholeCounts"),
        NumeratorIsPart = entity.GetBoolean("NumeratorIsPart"),
        PrefersUploads = entity.GetBoolean("PrefersUploads") ?? false,
    };
}
