using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Pipeline;

/// <summary>Turns the response of an attempt into a result or into the matching exception. The handlers above it don't see HTTP.</summary>
/// <param name="reader">Reads responses.</param>
/// <param name="wire">The client's settings for reading responses.</param>
/// <param name="timeProvider">Measures how long an exchange took.</param>
/// <param name="logger">Logs each response.</param>
/// <param name="stopping">Fires when the client is disposed.</param>
internal sealed class ResponseHandler(ResponseReader reader, WireSettings wire, TimeProvider timeProvider, ILogger logger, CancellationToken stopping) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        (PooledResponse? response, CloudStackException? failure) = await ExchangeAsync(context, cancellationToken).ConfigureAwait(false);
        using (response)
        {
            object? result = response is null ? null : reader.Read(context, response, out failure);
            return failure is null ? new CommandResponse(context, result) : Fail(context, failure);
        }
    }

    /// <summary>Sends a request and receives the whole response, or the reason why there is none.</summary>
    private async Task<(PooledResponse? Response, CloudStackException? Failure)> ExchangeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        long startedAt = timeProvider.GetTimestamp();
        try
        {
            using HttpResponseMessage message = await base.SendAsync(context, cancellationToken).ConfigureAwait(false);

            // A user's handler that responds itself supplies its own content.
            PooledResponse response = (wire.HasOuterHandlers ? (message.Content as KeptResponse)?.Response : context.Attempt!.Response)
                ?? await PooledResponse.ReadAsync(message, wire, cancellationToken).ConfigureAwait(false);
            Note(context, message, response);
            return (response, null);
        }
        catch (Exception e) when (Translate(context, e, cancellationToken) is { } failure)
        {
            return (null, failure);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && EndsExchange(context, e))
        {
            // Uses the caller's token instead of one that is linked to other causes, whatever a user's handler has made of the
            // cancellation.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (stopping.IsCancellationRequested && !context.OutlivesClient && EndsExchange(context, e))
        {
            // An exchange that ended because the client was disposed says so, and is not retried.
            throw ClientDisposed.Exception();
        }
        finally
        {
            context.ExchangeTime = timeProvider.GetElapsedTime(startedAt);
        }
    }

    private CommandResponse Fail(CommandContext context, CloudStackException failure)
    {
        Log.Failed(logger, context.Command, failure.Message);
        return new CommandResponse(context, failure);
    }

    private void Note(CommandContext context, HttpResponseMessage message, PooledResponse response)
    {
        context.Cookies?.Take(message.Headers);
        context.ServerTime = response.ServerTime;
        if (response.ServerTime is { } seen)
        {
            wire.Clock.Observe(seen);
        }

        Log.Answered(logger, context.Command, response.Status, response.Body.Length);
    }

    /// <summary>Translates an exception into a failure for the handlers above; null if the exception isn't a failed exchange.</summary>
    private CloudStackException? Translate(CommandContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || (stopping.IsCancellationRequested && !context.OutlivesClient))
        {
            return null;
        }

        // The user's handlers fail in their own ways (an open circuit breaker, their own timeout). For the client, that's an
        // exchange without a response like any other.
        return exception switch
        {
            PooledResponse.BodyTooLargeException => new ResponseFormatException($"{context.Command}: {exception.Message}", context.Command, httpStatus: 200, snippet: null),
            _ when context.Attempt is { } attempt && attempt.IsForeign(exception) => Lost(attempt, exception),
            _ => null,
        };
    }

    private static bool EndsExchange(CommandContext context, Exception exception) =>
        exception is OperationCanceledException || context.Attempt?.IsForeign(exception) == true;

    private static CloudStackTransportException Lost(RequestAttempt attempt, Exception e)
    {
        string command = attempt.Context.Command;
        if (!attempt.WasSent && TlsFailure.ReasonOf(e) is { } reason)
        {
            string where = attempt.Address is { } address ? $" to {address.Authority}" : "";
            return new CloudStackTransportException(
                $"{command} could not be sent: no secure connection{where} could be established, because the certificate or the TLS handshake was not accepted: {reason.TrimEnd('.')}. "
                + "Retrying does not help. Check the certificate's issuer, names and dates, and which issuers this machine trusts. "
                + "To trust a valid certificate whose issuer this machine does not know, set the option Connection.TrustedCertificatesFile.",
                command,
                isTransient: false,
                e)
            {
                NothingSent = true,
            };
        }

        string what = attempt.WasSent ? "was sent, but the connection failed before the response was complete" : "could not be sent";
        // The inner exception is kept for its type; its message contains hosts and ports at most.
        return new CloudStackTransportException($"{command} {what}: {e.Message}", command, isTransient: true, e) { NothingSent = !attempt.WasSent };
    }
}
