namespace CloudStack.Client.Tests.Support;

/// <summary>A scripted response that is still to come.</summary>
internal abstract class PendingResponse : HttpResponseMessage
{
    public abstract Task<HttpResponseMessage> WaitAsync(CancellationToken cancellationToken);
}
