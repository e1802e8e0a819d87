namespace CloudStack.Client.Benchmarks.Listing;

/// <summary>Counts the lists of running jobs, and delays them and the queries of single jobs.</summary>
/// <param name="inner">The handler that responds.</param>
/// <param name="latency">How long a list or a query takes, half of it before the server processes it.</param>
/// <param name="clock">The clock of the latency.</param>
internal sealed class LookHandler(HttpMessageHandler inner, TimeSpan latency, TimeProvider clock) : HttpMessageHandler
{
    // Not a delegating handler: those are outside the signing, where the request isn't complete.
    private readonly HttpMessageInvoker _inner = new(inner);
    private long _lists;

    /// <summary>The number of lists.</summary>
    public long Lists => Interlocked.Read(ref _lists);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] form = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        bool isList = form.AsSpan().IndexOf("command=listAsyncJobs&"u8) >= 0;
        if (isList)
        {
            Interlocked.Increment(ref _lists);
        }

        if (latency == TimeSpan.Zero || (!isList && form.AsSpan().IndexOf("command=queryAsyncJobResult&"u8) < 0))
        {
            return await _inner.SendAsync(request, cancellationToken);
        }

        await Task.Delay(latency / 2, clock, cancellationToken);
        HttpResponseMessage response = await _inner.SendAsync(request, cancellationToken);
        await Task.Delay(latency - (latency / 2), clock, cancellationToken);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
