namespace CloudStack.Client.Tests.Support;

/// <summary>An answer that the server gives after a time.</summary>
internal sealed class LateResponse(TimeProvider clock, TimeSpan after, Func<HttpResponseMessage> answer) : PendingResponse
{
    public override async Task<HttpResponseMessage> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(after, clock, cancellationToken);
        return answer();
    }
}
