using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Begins the sending of a tick: by a transport of its own, and knowing what the hour before has had.</summary>
public sealed class MailRuns(
    Func<IMailTransport> connect, DeliveryTable deliveries, MailDispatch dispatch, IOptions<MailSettings> settings, TimeProvider time)
{
    public async Task<MailRun> BeginAsync(CancellationToken ct)
    {
        var (now, most) = (time.GetUtcNow(), settings.Value.DryRun ? 0 : settings.Value.MostPerHour);
        var known = most == 0 ? [] : await deliveries.SinceAsync(now - SendingPace.Hour, ct);
        return new MailRun(connect(), new SendingPace(RetryPolicy.Usual, most, known, now), dispatch, time);
    }
}
