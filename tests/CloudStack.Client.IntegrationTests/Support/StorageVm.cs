using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>
/// A storage VM on loopback: receives uploads byte by byte from the wire, one connection at a time, and responds as a test
/// specifies.
/// </summary>
internal sealed class StorageVm : IAsyncDisposable
{
    public const string Signature = "s1gn4ture+/QzW9=";
    public const string Metadata = "m3tadata/ofTheServer+Kx==";
    public const string Expires = "2999-11-27T20:17:37.743Z";
    public const string ResourceId = "9c3b2ed5-0312-4898-9b09-e05c86f18c77";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _body = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    public StorageVm()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Status { get; init; } = 200;

    public string Answer { get; init; } = "upload successful.";

    /// <summary>Whether it responds as soon as it has received the headers.</summary>
    public bool AnswersAtOnce { get; init; }

    /// <summary>Whether it sends "100 Continue" if asked.</summary>
    public bool SaysContinue { get; init; } = true;

    /// <summary>The number of bytes of the body after which the connection is cut; null for never.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether it receives everything and then cuts the connection.</summary>
    public bool CutsBeforeTheAnswer { get; init; }

    /// <summary>Whether it receives everything and never responds.</summary>
    public bool Hangs { get; init; }

    public int Connections { get; private set; }

    /// <summary>The request line and the headers.</summary>
    public string Head { get; private set; } = "";

    /// <summary>The body without the chunked encoding.</summary>
    public byte[] Body => _body.ToArray();

    /// <summary>Completes when the first bytes of the body have arrived.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Completes when the whole body has arrived.</summary>
    public Task Complete => _complete.Task;

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/upload/{ResourceId}";

    /// <summary>What the API returns.</summary>
    public UploadParameters Parameters => new() { Id = ResourceId, PostUrl = Url, Signature = Signature, Metadata = Metadata, Expires = Expires };

    /// <summary>A header of the request; null if there is none.</summary>
    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .SingleOrDefault();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                await ServeAsync(client, client.GetStream());
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested || e is SocketException or IOException)
        {
            // The test has ended, or the client has hung up.
        }
    }

    private async Task ServeAsync(TcpClient client, NetworkStream stream)
    {
        StringBuilder head = new();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)await ReadByteAsync(stream));
        }

        Head = head.ToString();
        if (!AnswersAtOnce)
        {
            if (SaysContinue && Header("Expect") == "100-continue")
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), _stop.Token);
            }

            await ReadBodyAsync(stream);
            if (CutAfter is not null || CutsBeforeTheAnswer)
            {
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                client.Close();
                return;
            }

            _complete.TrySetResult();
            if (Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
            }
        }

        byte[] answer = Encoding.UTF8.GetBytes(Answer);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} Whatever\r\nContent-Type: text/plain\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n"), _stop.Token);
        await stream.WriteAsync(answer, _stop.Token);
    }

    private async Task ReadBodyAsync(NetworkStream stream)
    {
        if (Header("Content-Length") is { } length)
        {
            await TakeAsync(stream, int.Parse(length, CultureInfo.InvariantCulture));
            return;
        }

        while (int.Parse(await ReadLineAsync(stream), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and int chunk && await TakeAsync(stream, chunk))
        {
            await ReadLineAsync(stream);
        }
    }

    /// <summary>Reads a number of bytes into the body; false if the connection is to be cut.</summary>
    private async Task<bool> TakeAsync(NetworkStream stream, int count)
    {
        byte[] buffer = new byte[16 * 1024];
        while (count > 0)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(count, buffer.Length)), _stop.Token);
            if (read == 0)
            {
                throw new IOException("The client hung up.");
            }

            _body.Write(buffer, 0, read);
            _begun.TrySetResult();
            count -= read;
            if (_body.Length >= CutAfter)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<string> ReadLineAsync(NetworkStream stream)
    {
        StringBuilder line = new();
        while (await ReadByteAsync(stream) is var next && next != '\n')
        {
            line.Append((char)next);
        }

        return line.ToString().Trim();
    }

    private async Task<byte> ReadByteAsync(NetworkStream stream)
    {
        byte[] one = new byte[1];
        await stream.ReadExactlyAsync(one, _stop.Token);
        return one[0];
    }
}
