namespace Scorecards.Storage;

sealed record PackedComment(string Indicator, string? Comment, string? Owner, string? Action, DateOnly? Due);
