using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>
/// Answers the requests of an <see cref="HttpClient"/> in-process: without sockets or threads, and with all waiting on the engine's
/// clock. Use this handler with <see cref="ManualTimeProvider"/>. One instance serves any number of clients at once.
/// </summary>
public sealed class SimulatorHandler : HttpMessageHandler
{
    private readonly SimulatorEngine _engine;
    private readonly ManualTimeProvider? _manualClock;
    private bool _disposed;

    /// <summary>Creates a handler in front of an engine.</summary>
    /// <param name="engine">The engine that answers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="engine"/> is null.</exception>
    public SimulatorHandler(SimulatorEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
        _manualClock = engine.Clock as ManualTimeProvider;
    }

    /// <summary>An API URL for clients. Any host works, because no name is looked up; the path must be <c>/client/api</c>.</summary>
    public static Uri Endpoint { get; } = new("http://simulator.invalid:8080/client/api");

    /// <summary>
    /// The additional duration of every exchange besides the delays of faults, on the engine's clock: half of it before the command
    /// is executed, half after it. Zero by default.
    /// </summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Lets the engine answer a request, with the planned faults and delays.</summary>
    /// <param name="request">The request, with its parameters in the query, in a form body, or in both.</param>
    /// <param name="cancellationToken">Stops waiting for the response; a command that was executed remains executed.</param>
    /// <returns>The response.</returns>
    /// <exception cref="HttpRequestException">
    /// A fault broke the connection. The inner exception is the one that a real connection would throw.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The handler was disposed.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed, this);
        using ManualTimeProvider.FlowScope? flow = _manualClock?.EnterFlow();
        SimulatorRequest received;
        using (_manualClock?.EnterExchange())
        {
            received = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        }

        TimeSpan half = Latency / 2;
        await WaitAsync(half, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        SimulatorAnswer answer = _engine.Handle(received);
        if (answer.Finish is { } finish)
        {
            answer = await finish().ConfigureAwait(false);
        }

        if (answer.Delivery == AnswerDelivery.Never)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _engine.Clock, cancellationToken).ConfigureAwait(false);
        }

        await WaitAsync(Latency - half + answer.Delay, cancellationToken).ConfigureAwait(false);
        ThrowIfBroken(answer.Delivery);
        return ToMessage(request, answer);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    private static async Task<SimulatorRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no URI.");
        bool isForm = request.Content?.Headers.ContentType?.MediaType?.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        string form = isForm ? Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)) : string.Empty;
        return new SimulatorRequest(request.Method.Method.ToUpperInvariant(), uri.AbsolutePath, uri.Query.TrimStart('?'), form, Cookies(request));
    }

    private static string Cookies(HttpRequestMessage request) =>
        request.Headers.TryGetValues("Cookie", out IEnumerable<string>? values) ? string.Join("; ", values) : string.Empty;

    private static void ThrowIfBroken(AnswerDelivery delivery)
    {
        switch (delivery)
        {
            case AnswerDelivery.Closed:
                throw new HttpRequestException(
                    HttpRequestError.ResponseEnded, "The response ended prematurely.", new HttpIOException(HttpRequestError.ResponseEnded));
            case AnswerDelivery.Reset:
                throw new HttpRequestException(
                    HttpRequestError.Unknown,
                    "An error occurred while sending the request.",
                    new IOException("Unable to read data from the transport connection.", new SocketException((int)SocketError.ConnectionReset)));
            case AnswerDelivery.Refused:
                throw new HttpRequestException(
                    HttpRequestError.ConnectionError, "Connection refused (simulator.invalid:8080)", new SocketException((int)SocketError.ConnectionRefused));
            default:
                break;
        }
    }

    private HttpResponseMessage ToMessage(HttpRequestMessage request, SimulatorAnswer answer)
    {
        HttpContent content = answer.CutAfter is null && answer.BodyDuration == TimeSpan.Zero
            ? new ReadOnlyMemoryContent(answer.Body)
            : new StreamContent(new FaultyBodyStream(answer, _engine.Clock));
        if (answer.ContentType is not null)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = content };
        foreach ((string name, string value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(time, _engine.Clock, cancellationToken);
}
