using System.Xml;
using LocalFunctionsHost;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scorecards.Tests;

/// <summary>What a listener of the local host does about an answer of the storage that is none.</summary>
public sealed class OutageTests
{
    public static TheoryData<Exception> Answers => [
        new Azure.RequestFailedException(500, "InternalError"),
        new AggregateException(new HttpRequestException("refused")),
        new XmlException("a listing that is no XML"),
        new TaskCanceledException("the client's own timeout"),
        new IOException("cut off"),
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Listener_AsksAgain_WhateverTheAnswerWas(Exception answer)
    {
        var asked = 0;
        await Outage.RetryAsync(() => ++asked == 1 ? Task.FromException(answer) : Task.CompletedTask, NullLogger.Instance, CancellationToken.None);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Listener_Ends_WhenTheHostDoes()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Outage.RetryAsync(
            () => Task.FromCanceled(ended.Token), NullLogger.Instance, ended.Token));
    }
}
