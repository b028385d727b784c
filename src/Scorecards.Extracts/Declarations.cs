using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// What the tables of a workbook or zip declare for each other: indicators, scorecards and mappings. They are taken before the tables that use them,
/// whatever their order in the file.
/// </summary>
public static class Declarations
{
    /// <summary>The catalogue with what a file declares. A single table declares nothing for others.</summary>
    /// <param name="content">Seekable; read from its start.</param>
    /// <param name="sections">Those known by name.</param>
    /// <exception cref="PersonalDataException">It looks as if it held children's records.</exception>
    public static async Task<Catalogue> AddAsync(
        Stream content, Catalogue catalogue, IReadOnlyList<Section> sections, FileLimits limits, CancellationToken ct)
    {
        List<object> declared = [];
        await using var refused = new RefusedRows();
        try
        {
            if (FileFormat.Recognise(content, limits) is FileKind.Csv or FileKind.CinCensus)
            {
                return catalogue;
            }

            content.Position = 0;
            var file = new ExtractFile("", catalogue, sections, limits, refused) { IsOfDeclarations = true };
            await foreach (var row in file.ReadAsync(content, ct))
            {
                declared.Add(row.Item);
            }
        }
        catch (ExtractException e) when (e is not PersonalDataException)
        {
            // The file is refused when it is read.
        }

        return declared.Count == 0 ? catalogue : new Catalogue(
            catalogue.Indicators.Concat(declared.OfType<Indicator>()),
            catalogue.Targets,
            catalogue.Scorecards.Concat(declared.OfType<Scorecard>()))
        {
            MadeScorecards = catalogue.MadeScorecards,
            Definitions = catalogue.Definitions,
            Mappings =
            [
                .. catalogue.Mappings.Concat(declared.OfType<Mapping>())
                    .GroupBy(m => m.Id, StringComparer.OrdinalIgnoreCase).Select(same => same.Last()),
            ],
        };
    }
}
