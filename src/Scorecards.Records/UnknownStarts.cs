namespace Scorecards.Records;

/// <summary>Children who are looked after and of whom it is not known when they came into care.</summary>
/// <param name="Children">How many; 0 = none.</param>
/// <param name="Row">Of the first known episode of one of them, in the upload that is checked where it has one; null = it is not known.</param>
/// <param name="Upload">The entry of the journal whose file the row is of; null = that of the upload that is checked.</param>
public readonly record struct UnknownStarts(long Children, long? Row, long? Upload);
