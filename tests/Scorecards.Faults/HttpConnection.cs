using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scorecards.Faults;

/// <summary>One side's connection, from which messages are read whole; it can be reset as a network resets it.</summary>
sealed class HttpConnection(Socket socket) : IDisposable
{
    const int LongestLine = 64 * 1024;

    readonly NetworkStream stream = new(socket, ownsSocket: true);
    readonly byte[] buffer = new byte[64 * 1024];
    int start;
    int end;

    public static async Task<HttpConnection> ConnectAsync(int port, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, ct);
            return new HttpConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether the other side has closed; only to be asked while nothing is to be read.</summary>
    public bool IsGone
    {
        get
        {
            try
            {
                return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <param name="isBodiless">An answer to HEAD: its Content-Length is of a body that does not come.</param>
    /// <returns>Null: the other side has closed.</returns>
    public async Task<HttpMessage?> ReadAsync(bool isBodiless, CancellationToken ct)
    {
        if (await LineAsync(ct) is not { } first)
        {
            return null;
        }

        List<string> headers = [];
        while (await LineAsync(ct) is { Length: > 0 } line)
        {
            headers.Add(line);
        }

        var message = new HttpMessage(first, headers, []);
        if (isBodiless || (first.StartsWith("HTTP/", StringComparison.Ordinal) && message.Status is 204 or 304))
        {
            return message;
        }

        if (message.Header("Expect") is not null)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), ct);
        }

        var length = message.Header("Content-Length") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var body = message.Header("Transfer-Encoding") is null ? await BytesAsync(length, ct) : await ChunksAsync(ct);
        return message.Without("Expect").Without("Transfer-Encoding").Without("Content-Length") with { Body = body };
    }

    public Task WriteAsync(HttpMessage message, CancellationToken ct) => stream.WriteAsync(message.ToBytes(), ct).AsTask();

    /// <summary>RST, as from a network or a machine that is gone.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => stream.Dispose();

    async Task<byte[]> ChunksAsync(CancellationToken ct)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await LineAsync(ct) ?? throw new EndOfStreamException();
            var size = int.Parse(line.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await BytesAsync(size, ct));
            _ = await LineAsync(ct);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    async Task<byte[]> BytesAsync(int count, CancellationToken ct)
    {
        var bytes = new byte[count];
        var have = Math.Min(count, end - start);
        buffer.AsSpan(start, have).CopyTo(bytes);
        start += have;
        await stream.ReadExactlyAsync(bytes.AsMemory(have), ct);
        return bytes;
    }

    /// <returns>Null: the other side has closed before it.</returns>
    async Task<string?> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            var at = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            line.Append(Encoding.Latin1.GetString(buffer, start, (at < 0 ? end : at) - start));
            if (at >= 0)
            {
                start = at + 1;
                return line.ToString().TrimEnd('\r');
            }

            (start, end) = (0, await stream.ReadAsync(buffer, ct));
            if (end == 0)
            {
                return null;
            }
        }

        throw new InvalidDataException("A line of a head is too long.");
    }
}
