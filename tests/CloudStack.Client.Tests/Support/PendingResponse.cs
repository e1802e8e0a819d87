namespace CloudStack.Client.Tests.Support;

/// <summary>An answer of a script that is still to come.</summary>
internal abstract class PendingResponse : HttpResponseMessage
{
    public abstract Task<HttpResponseMessage> WaitAsync(CancellationToken cancellationToken);
}
