using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CloudStack.Simulator;

/// <summary>Passes requests and responses between Kestrel and the engine.</summary>
internal sealed class HttpExchange(SimulatorEngine engine)
{
    private const int LongestHead = 8192;
    private const int LongestForm = 1_048_576;

    private readonly ConcurrentDictionary<string, byte> _connections = new(StringComparer.Ordinal);

    /// <summary>The number of connections that API requests have used so far.</summary>
    public int ConnectionCount => _connections.Count;

    public async Task HandleAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case SimulatorPages.Bus:
                await SimulatorPages.StreamBusAsync(context, engine).ConfigureAwait(false);
                return;
            case SimulatorPages.Stats:
                await SimulatorPages.WriteStatsAsync(context, engine, ConnectionCount).ConfigureAwait(false);
                return;
            default:
                _connections.TryAdd(context.Connection.Id, 0);
                break;
        }

        if (HeadLength(context.Request) > LongestHead)
        {
            await SendAsync(context, HtmlPages.UriTooLong()).ConfigureAwait(false);
            return;
        }

        string? form = await ReadFormAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        (string path, string query) = Target(context);
        SimulatorAnswer answer = form is null
            ? HtmlPages.NotFound(path, "Unable to parse form content")
            : engine.Handle(new SimulatorRequest(context.Request.Method.ToUpperInvariant(), path, query, form, context.Request.Headers.Cookie.ToString()));
        if (answer.Finish is { } finish)
        {
            answer = await finish().ConfigureAwait(false);
        }

        if (answer.Delivery == AnswerDelivery.Never)
        {
            await UntilCallerLeaves(context).ConfigureAwait(false);
            return;
        }

        if (answer.Delay > TimeSpan.Zero)
        {
            await Task.Delay(answer.Delay, engine.Clock, context.RequestAborted).ConfigureAwait(false);
        }

        if (answer.Delivery != AnswerDelivery.Normal)
        {
            Break(context, answer.Delivery);
            return;
        }

        await SendAsync(context, answer).ConfigureAwait(false);
    }

    // The raw target, before any decoding.
    private static (string Path, string Query) Target(HttpContext context)
    {
        string raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        int mark = raw.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (raw, string.Empty) : (raw[..mark], raw[(mark + 1)..]);
    }

    private static int HeadLength(HttpRequest request)
    {
        int length = request.Method.Length + request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Length + 12;
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in request.Headers)
        {
            length += name.Length + value.ToString().Length + 4;
        }

        return length;
    }

    private static async Task<string?> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        bool isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        using var body = new MemoryStream();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int count;
            while ((count = await request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (isForm && body.Length <= LongestForm)
                {
                    body.Write(buffer, 0, count);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.Length > LongestForm ? null : Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static void Break(HttpContext context, AnswerDelivery delivery)
    {
        if (delivery != AnswerDelivery.Closed && context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            // Closing without linger time sends a reset instead of closing in an orderly way.
            socket.LingerState = new System.Net.Sockets.LingerOption(true, 0);
            socket.Close();
        }

        context.Abort();
    }

    private static async Task UntilCallerLeaves(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task.ConfigureAwait(false);
    }

    private async Task SendAsync(HttpContext context, SimulatorAnswer answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach ((string name, string value) in answer.Headers)
        {
            response.Headers.Append(name, value);
        }

        ReadOnlyMemory<byte> body = answer.Body;
        bool isWhole = answer.CutAfter is null && answer.BodyDuration == TimeSpan.Zero;
        if (isWhole && body.Length > 0 && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
            body = await CompressAsync(body).ConfigureAwait(false);
        }

        if (isWhole)
        {
            response.ContentLength = HttpMethods.IsHead(context.Request.Method) ? null : body.Length;
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        response.ContentLength = body.Length;
        await response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        await using var stream = new FaultyBodyStream(answer with { CutAfter = null, Body = body[..(answer.CutAfter ?? body.Length)] }, engine.Clock);
        byte[] buffer = new byte[4096];
        int count;
        while ((count = await stream.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            await response.Body.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted).ConfigureAwait(false);
            await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        if (answer.CutAfter is not null)
        {
            context.Abort();
        }
    }

    private static async Task<ReadOnlyMemory<byte>> CompressAsync(ReadOnlyMemory<byte> body)
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(body).ConfigureAwait(false);
        }

        return compressed.ToArray();
    }
}
