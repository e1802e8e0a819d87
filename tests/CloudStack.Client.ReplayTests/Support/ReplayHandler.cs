using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Replaces the connection: returns the recorded response that a test chooses, and keeps what was sent. In memory, as the manual clock requires.</summary>
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
