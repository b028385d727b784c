using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>What is stored of an edition cannot be understood. Nothing is calculated over it; a restore writes it again from its copy.</summary>
public sealed class EditionDamagedException(ScorecardId scorecard, Month month, InvalidDataException why)
    : Exception($"An issued edition of {scorecard}, {month} cannot be read.", why);
