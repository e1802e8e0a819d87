using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Stands in for the connection: gives the recorded answer that a test chooses, and keeps what was sent. The manual clock of the replays needs it in memory.</summary>
internal sealed class ReplayHandler(Func<SentRequest, RecordedAnswer> answer) : HttpMessageHandler
{
    public List<SentRequest> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SentRequest sent = await SentRequest.ReadAsync(request, cancellationToken);
        lock (Requests)
        {
            Requests.Add(sent);
        }

        return answer(sent).ToMessage();
    }
}
