namespace Fleet.RateLimits;

/// <summary>Acquires a permit for each request of the silo's client, polls included.</summary>
internal sealed class PermitHandler(Permits permits) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await permits.TakeAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
