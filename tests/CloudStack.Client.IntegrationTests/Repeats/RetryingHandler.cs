namespace CloudStack.Client.IntegrationTests.Repeats;

/// <summary>
/// A handler as many programs have it: it repeats whatever fails, including changes of the cloud, and keeps a copy of the body to
/// be able to.
/// </summary>
internal sealed class RetryingHandler : DelegatingHandler
{
    public int Repeats { get; private set; }

    /// <summary>Puts this handler around another one.</summary>
    public RetryingHandler Around(HttpMessageHandler inner)
    {
        InnerHandler = inner;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        for (int attempt = 1; ; attempt++)
        {
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                if ((int)response.StatusCode < 500 || attempt == 4)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < 4)
            {
            }

            Repeats++;
        }
    }
}
