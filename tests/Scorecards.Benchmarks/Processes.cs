using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Scorecards.Benchmarks;

/// <summary>Child processes and where they listen: on 127.0.0.1 only.</summary>
static class Processes
{
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    /// <summary>How to start a program, its output kept from ours.</summary>
    public static ProcessStartInfo Program(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true };

    /// <summary>How to run an assembly by the <c>dotnet</c> that runs this one.</summary>
    public static ProcessStartInfo Dotnet(string assembly, params IEnumerable<string> arguments)
    {
        var start = Program(Environment.ProcessPath!, [assembly, .. arguments]);

        // ASP.NET Core watches all that lies below the working directory: in a large one the trivial app would start late.
        start.WorkingDirectory = Path.GetDirectoryName(assembly);
        return start;
    }

    public static Process Start(ProcessStartInfo start) =>
        Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");

    public static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    /// <summary>The most memory that a process has held, in bytes.</summary>
    public static long PeakMemory(Process process)
    {
        process.Refresh();
        return process.PeakWorkingSet64;
    }

    /// <summary>Returns when a process listens on a port of 127.0.0.1.</summary>
    /// <exception cref="InvalidOperationException">It ends, or takes longer than a minute.</exception>
    public static async Task ListensAsync(Process process, int port, TimeSpan pause)
    {
        var start = Stopwatch.GetTimestamp();
        while (!Listens(port))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(start) > StartLimit)
            {
                throw new InvalidOperationException(
                    $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList.Take(1))} does not listen on port {port}.");
            }

            await Task.Delay(pause);
        }
    }

    static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
