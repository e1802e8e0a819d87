using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Pipeline;

/// <summary>Turns the response of an attempt into a result or into the exception that fits it. Nothing above it sees HTTP.</summary>
/// <param name="reader">Reads responses.</param>
/// <param name="wire">What reading responses needs of the client.</param>
/// <param name="timeProvider">Tells how long an exchange took.</param>
/// <param name="logger">Hears of each response.</param>
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

    /// <summary>Sends a request and receives all of its response, or learns why there is none.</summary>
    private async Task<(PooledResponse? Response, CloudStackException? Failure)> ExchangeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        long startedAt = timeProvider.GetTimestamp();
        try
        {
            using HttpResponseMessage message = await base.SendAsync(context, cancellationToken).ConfigureAwait(false);

            // A handler of somebody else that answers by itself brings a content of its own.
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
            // With the token of the caller, not one that also knows about other reasons; and whatever a handler of somebody else
            // makes of a cancellation.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (stopping.IsCancellationRequested && !context.OutlivesClient && EndsExchange(context, e))
        {
            // What ended under way because the client was disposed says so, and is not tried again.
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

    /// <summary>What an exchange without a response is for the handlers above; null for what is none.</summary>
    private CloudStackException? Translate(CommandContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || (stopping.IsCancellationRequested && !context.OutlivesClient))
        {
            return null;
        }

        // Handlers of others fail in ways of their own (an open circuit breaker, a time limit of theirs): for the client that is
        // an exchange without a response like any other.
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
                $"{command} could not be sent: there is no secure connection{where}, because its certificate or its TLS was not accepted: {reason.TrimEnd('.')}. "
                + "Waiting does not mend that; look at the certificate's issuer, names and dates, and at what this machine trusts. "
                + "A certificate that is right, but of an issuer that this machine does not know, is trusted by the option Connection.TrustedCertificatesFile.",
                command,
                isTransient: false,
                e)
            {
                NothingSent = true,
            };
        }

        string what = attempt.WasSent ? "was sent, but the connection failed before the answer was complete" : "could not be sent";
        // The inner exception is kept for its type; its words name hosts and ports at most.
        return new CloudStackTransportException($"{command} {what}: {e.Message}", command, isTransient: true, e) { NothingSent = !attempt.WasSent };
    }
}
