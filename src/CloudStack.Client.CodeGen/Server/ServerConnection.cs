using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CloudStack.Client.Http;

namespace CloudStack.Client.CodeGen.Server;

/// <summary>Sends read-only commands, one at a time. Waits if the server throttles requests, and retries if it's unavailable for a moment.</summary>
internal sealed partial class ServerConnection(ServerAddress address, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private const int MostRetries = 4;
    private const int MostThrottles = 30;
    private const int MostBytes = 256 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    // A server can refuse signatures that are valid for more than 15 minutes, so this allows for a clock that is fast.
    private static readonly TimeSpan SignatureLife = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http = new(handler, disposeHandler: false) { Timeout = System.Threading.Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(address.SecretKey);

    public Uri Endpoint => address.Endpoint;

    /// <summary>The number of requests that were sent, including retries.</summary>
    public int Requests { get; private set; }

    /// <exception cref="ToolException">The server doesn't respond, or redirects.</exception>
    public async Task<ServerAnswer> CallAsync(string command, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> sent = [.. parameters];
        int retries = 0;
        int throttles = 0;
        while (true)
        {
            TimeSpan pause;
            try
            {
                using HttpResponseMessage response = await SendAsync(command, sent, cancellationToken).ConfigureAwait(false);
                int status = (int)response.StatusCode;
                ServerAnswer answer = AnswerBody.Read(status, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
                if (status is >= 300 and < 400)
                {
                    throw new ToolException($"{address} redirects to {JsonValues.Plain(response.Headers.Location?.ToString() ?? "an unknown location")}; use the URL of the API itself.");
                }

                if (status == 429 && throttles++ < MostThrottles)
                {
                    pause = Pause(response, answer);
                }
                else if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout && retries < MostRetries)
                {
                    pause = TimeSpan.FromSeconds(1 << retries++);
                }
                else
                {
                    return answer;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
            {
                if (retries >= MostRetries)
                {
                    throw new ToolException($"{address} does not respond: {e.Message}");
                }

                pause = TimeSpan.FromSeconds(1 << retries++);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string command, List<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> pairs = [.. parameters, new("command", command), new("response", "json")];
        RequestSigner.AddSignature(pairs, address.ApiKey, _secret, time.GetUtcNow() + SignatureLife);
        using CancellationTokenSource timeout = new(Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using HttpRequestMessage request = new(HttpMethod.Post, address.Endpoint) { Content = Form(pairs) };
        Requests++;
        try
        {
            return await _http.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no response within {Timeout.TotalSeconds:0} seconds");
        }
    }

    private static ByteArrayContent Form(List<KeyValuePair<string, string>> pairs)
    {
        ByteArrayContent content = new(JavaFormEncoding.WriteForm(pairs));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    // The server doesn't send Retry-After; its error text contains the milliseconds. A proxy in front of it may send the header.
    private TimeSpan Pause(HttpResponseMessage response, ServerAnswer answer)
    {
        TimeSpan pause = TimeSpan.FromSeconds(1);
        if (RetryAfter().Match(answer.ErrorText) is { Success: true } match && int.TryParse(match.ValueSpan[1..^1], CultureInfo.InvariantCulture, out int milliseconds))
        {
            pause = TimeSpan.FromMilliseconds(milliseconds);
        }
        else if (response.Headers.RetryAfter is { } header)
        {
            pause = header.Delta ?? (header.Date is { } date ? date - time.GetUtcNow() : pause);
        }

        return TimeSpan.FromTicks(Math.Clamp(pause.Ticks, TimeSpan.FromMilliseconds(10).Ticks, LongestPause.Ticks));
    }

    [GeneratedRegex(@"\[\d{1,9}\]")]
    private static partial Regex RetryAfter();
}
