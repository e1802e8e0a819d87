using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace CloudStack.Simulator;

/// <summary>
/// Posts events to webhooks: up to three attempts without a delay between them, each of ten seconds at most. Only status 200 counts
/// as success.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A handler that was given belongs to its giver, and the other one lives as long as the process.")]
internal sealed class WebhookSender
{
    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Lazy<HttpMessageInvoker> Shared = new(
        static () => new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }));

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _clock;

    public WebhookSender(HttpMessageHandler? handler, TimeProvider clock)
    {
        _http = handler is null ? Shared.Value : new HttpMessageInvoker(handler, disposeHandler: false);
        _clock = clock;
    }

    public async Task<WebhookOutcome> SendAsync(WebhookMessage message, DateTimeOffset started)
    {
        string response = string.Empty;
        for (int i = 0; i < Tries; i++)
        {
            (HttpStatusCode? status, response) = await TryAsync(message).ConfigureAwait(false);
            if (status == HttpStatusCode.OK)
            {
                return new WebhookOutcome(true, response, message.HeaderText, started, _clock.GetUtcNow());
            }
        }

        return new WebhookOutcome(false, response, message.HeaderText, started, _clock.GetUtcNow());
    }

    private async Task<(HttpStatusCode? Status, string Response)> TryAsync(WebhookMessage message)
    {
        using var patience = new CancellationTokenSource(Patience, _clock);
        using HttpRequestMessage request = message.ToRequest();
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, patience.Token).ConfigureAwait(false);
            string text = await response.Content.ReadAsStringAsync(patience.Token).ConfigureAwait(false);
            return (response.StatusCode, response.StatusCode == HttpStatusCode.OK ? text : string.Empty);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, e is OperationCanceledException ? "timed out" : e.Message);
        }
    }
}
