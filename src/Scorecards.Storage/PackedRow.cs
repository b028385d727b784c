namespace Scorecards.Storage;

sealed record PackedRow(string Indicator, long Row);
