using Scorecards.Domain;

namespace Scorecards.Storage;

/// <param name="As">Null = in whatever way it is stated, as earlier builds wrote.</param>
sealed record PackedRow(string Indicator, long Row, StatedAs? As = null);
