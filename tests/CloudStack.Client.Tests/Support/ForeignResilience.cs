using System.Net;

namespace CloudStack.Client.Tests.Support;

/// <summary>
/// Does what third-party resilience handlers do by default: repeats whatever looks like a transient failure (5xx, 429, 408, no
/// response), disposes what it discards, and opens its circuit after too many of those.
/// </summary>
internal sealed class ForeignResilience(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxRepeats = 3;
    private const int FailuresUntilOpen = 20;

    /// <summary>The statuses that reached the handler; 0 for an exception.</summary>
    public List<int> Seen { get; } = [];

    public int Repeats { get; private set; }

    public int Failures { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (int repeats = 0; ; repeats++)
        {
            if (Failures >= FailuresUntilOpen)
            {
                throw new CircuitOpenException();
            }

            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                Seen.Add((int)response.StatusCode);
                if (!LooksTransient(response.StatusCode))
                {
                    return response;
                }

                Failures++;
                if (repeats == MaxRepeats)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException)
            {
                Seen.Add(0);
                Failures++;
                if (repeats == MaxRepeats)
                {
                    throw;
                }
            }

            Repeats++;
        }
    }

    private static bool LooksTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    public sealed class CircuitOpenException() : Exception("The circuit is now open and is not allowing calls.");
}
