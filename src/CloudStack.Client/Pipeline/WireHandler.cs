using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using CloudStack.Client.Secrets;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Pipeline;

/// <summary>Makes one attempt of a call: passes a request to the client's connections, which sign it.</summary>
/// <param name="http">Returns the connections. Called for each attempt, because a factory replaces its handlers from time to time.</param>
/// <param name="endpoint">The address of the API.</param>
/// <param name="method">How read commands are sent.</param>
/// <param name="wire">The client's settings for signing requests and reading responses.</param>
/// <param name="logger">Logs each request.</param>
/// <param name="stopping">Fires when the client is disposed.</param>
internal sealed class WireHandler(
    Func<HttpClient> http, Uri endpoint, RequestMethod method, WireSettings wire, ILogger logger, CancellationToken stopping) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        ClientDisposed.ThrowIf(stopping.IsCancellationRequested && !context.OutlivesClient);
        using CancellationTokenSource? linked = context.OutlivesClient ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        RequestAttempt attempt = new(context, wire);
        context.Attempt = attempt;
        context.Attempts++;
        LogSending(context);

        // A session key must not appear in an address.
        bool get = method == RequestMethod.GetForReads && context.IsRead && context.Key is not null;
        using HttpRequestMessage message = new(get ? HttpMethod.Get : HttpMethod.Post, endpoint);
        message.Options.Set(RequestAttempt.OptionsKey, attempt);
        try
        {
            return await http().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, linked?.Token ?? cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            context.WasSent |= attempt.WasSent;
        }
    }

    private void LogSending(CommandContext context)
    {
        Log.Sending(logger, context.Command, context.Attempts);
        if (!logger.IsEnabled(LogLevel.Trace))
        {
            return;
        }

        foreach ((string name, string value) in context.Parameters)
        {
            Log.Parameter(logger, context.Command, name, Redaction.Value(name, value, context.Descriptor.HasSensitiveRequest, context.Parameters.Secrets));
        }
    }
}
