using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Application.MonthEnd;

/// <summary>A mail before it is addressed: recipients of the same content share it.</summary>
/// <param name="Scorecards">The ids that it is about.</param>
/// <param name="Reported">Those scorecards; empty for a notice.</param>
/// <param name="Pictures">By the Content-ID that the HTML names.</param>
/// <param name="Workbooks">By file name.</param>
/// <param name="Report">Of a month-end mail; null: it is a mail about changes or a notice.</param>
/// <param name="Note">Of a mail about changes or a notice; null: it is a month-end mail.</param>
public sealed record MonthEndContent(
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<ScorecardId> Scorecards,
    IReadOnlyList<MonthlyScorecard> Reported,
    IReadOnlyList<(string ContentId, byte[] Png)> Pictures,
    IReadOnlyList<(string Name, byte[] Content)> Workbooks,
    MonthEndReport? Report = null,
    MailNote? Note = null);
