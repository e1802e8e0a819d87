namespace CloudStack.Client.Tests.Support;

/// <summary>A response that the server sends after a delay.</summary>
internal sealed class LateResponse(TimeProvider clock, TimeSpan after, Func<HttpResponseMessage> answer) : PendingResponse
{
    public override async Task<HttpResponseMessage> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(after, clock, cancellationToken);
        return answer();
    }
}
