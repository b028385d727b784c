using Scorecards.Domain;

namespace Scorecards.Tests.Disclosure;

/// <summary>Which figure of a team, and at which moment it was polled, from 0.</summary>
readonly record struct TeamFigure(int Moment, string Team, bool IsInc, IndicatorId Indicator, Month Month);
