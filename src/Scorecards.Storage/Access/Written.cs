using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>What came of a conditional write.</summary>
/// <param name="IsMine">Whether the entity is as this writer wrote it.</param>
/// <param name="Entity">As it is now; null: there is none.</param>
public readonly record struct Written(bool IsMine, TableEntity? Entity);
