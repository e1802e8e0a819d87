using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Support;

/// <summary>The in-process simulator, which is unreachable for a time.</summary>
internal sealed class AwayServer(HttpMessageHandler server, ManualTimeProvider clock, Func<HttpResponseMessage> away) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _server = new(server, disposeHandler: false);

    public TimeSpan LeavesAt { get; set; } = TimeSpan.MaxValue;

    public TimeSpan ReturnsAt { get; set; } = TimeSpan.MaxValue;

    /// <summary>The commands that arrived while the server was away.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Whether the server is up, but its responses to submits are lost.</summary>
    public bool LosesSubmits { get; set; }

    public bool IsAway => clock.Elapsed >= LeavesAt && clock.Elapsed < ReturnsAt;

    public static HttpResponseMessage NoConnection() =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (cloud.invalid:80)");

    public static HttpResponseMessage Reset() =>
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        StubRequest seen = new(request, await request.Content!.ReadAsStringAsync(cancellationToken), cancellationToken);
        if (IsAway)
        {
            lock (Refused)
            {
                Refused.Add(seen.Command);
            }

            HttpResponseMessage response = away();
            return response is PendingResponse pending ? await pending.WaitAsync(cancellationToken) : response;
        }

        HttpResponseMessage answer = await _server.SendAsync(request, cancellationToken);
        return LosesSubmits && seen["customjobid"] is not null ? Reset() : answer;
    }

    protected override void Dispose(bool disposing)
    {
        _server.Dispose();
        base.Dispose(disposing);
    }
}
