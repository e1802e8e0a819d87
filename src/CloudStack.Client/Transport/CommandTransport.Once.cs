using CloudStack.Client.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;

namespace CloudStack.Client.Transport;

/// <summary>One request and its answer.</summary>
internal sealed partial class CommandTransport
{
    private async ValueTask<Outcome<object?>> SendOnceAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        CommandCall call = exchange.Call;
        RequestAttempt attempt = exchange.Attempt!;
        try
        {
            ObjectDisposedException.ThrowIf(_disposed && !call.IsFarewell, typeof(CloudStackClient));
            using CancellationTokenSource? linked = call.IsFarewell ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
            CancellationToken token = linked?.Token ?? cancellationToken;
            await AuthenticateAsync(attempt, token).ConfigureAwait(false);
            LogSending(call, attempt.Number);
            call.Attempts++;
            using HttpRequestMessage request = CreateMessage(attempt);
            using HttpResponseMessage message = await SendMessageAsync(request, attempt, token).ConfigureAwait(false);
            call.Cookies?.Take(message.Headers);
            using PooledResponse response = await PooledResponse.ReadAsync(message, _bodies, _settings.MaxResponseBytes, token).ConfigureAwait(false);
            if (response.ServerTime is { } seen)
            {
                _clock.Observe(seen);
            }

            Log.Answered(_logger, call.Command, response.Status, response.Body.Length);
            return Read(exchange, attempt, response);
        }
        catch (Exception e)
        {
            return Outcome.FromException<object?>(Translate(e, attempt, cancellationToken));
        }
    }

    private Outcome<object?> Read(Exchange exchange, RequestAttempt attempt, PooledResponse response)
    {
        try
        {
            return Outcome.FromResult<object?>(_interpreter.Read(exchange.Call, response, exchange.Read));
        }
        catch (CloudStackApiException e) when (attempt.Session is { } session && exchange.Call.Session is null && e.ErrorCode is 401 or 511)
        {
            // The server has thrown the session away; it has not looked at the command.
            _sessions.Forget(session);
            return Outcome.FromException<object?>(new SessionEndedException(e));
        }
        catch (CloudStackApiException e) when (attempt.Key is not null && e.ErrorCode == 401 && response.ServerTime is { } serverTime
            && _clock.TryCorrect(serverTime, _settings.SignatureLifetime, out TimeSpan difference))
        {
            return Outcome.FromException<object?>(new ClockDiffersException(difference, e));
        }
    }

    private Exception Translate(Exception exception, RequestAttempt attempt, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                // With the caller's own token, not the one that also knows about disposal.
                return new OperationCanceledException(cancellationToken);
            case PooledResponse.BodyTooLargeException:
                return new ResponseFormatException($"{attempt.Call.Command}: {exception.Message}", attempt.Call.Command, httpStatus: 200, snippet: null);
            case HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException:
                // What ended under way because the client was disposed says so, and is not tried again.
                return _disposed && !attempt.Call.IsFarewell ? new ObjectDisposedException(typeof(CloudStackClient).FullName) : Lost(attempt, exception);
            default:
                return exception;
        }
    }

    /// <summary>
    /// Handlers of somebody else fail in ways of their own (an open circuit breaker, a timeout of theirs): for the client that is
    /// an exchange without an answer like any other.
    /// </summary>
    private async Task<HttpResponseMessage> SendMessageAsync(HttpRequestMessage request, RequestAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _http().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (attempt.IsForeign(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Lost(attempt, e);
        }
    }

    private HttpRequestMessage CreateMessage(RequestAttempt attempt)
    {
        // The key of a session must not stand in an address.
        bool get = _settings.Method == RequestMethod.GetForReads && attempt.Call.IsRead && attempt.Key is not null;
        HttpRequestMessage request = new(get ? HttpMethod.Get : HttpMethod.Post, _settings.Endpoint);
        request.Options.Set(RequestAttempt.OptionsKey, attempt);
        return request;
    }

    private static CloudStackTransportException Lost(RequestAttempt attempt, Exception e)
    {
        bool nothingSent = !attempt.Passes.Any;
        string what = nothingSent ? "could not be sent" : "was sent, but the connection failed before the answer was complete";
        // The inner exception is kept for its type; its words name hosts and ports at most.
        return new CloudStackTransportException($"{attempt.Call.Command} {what}: {e.Message}", attempt.Call.Command, isTransient: true, e)
        {
            NothingSent = nothingSent,
        };
    }

    private void LogSending(CommandCall call, int attempt)
    {
        Log.Sending(_logger, call.Command, attempt);
        if (!_logger.IsEnabled(LogLevel.Trace))
        {
            return;
        }

        foreach ((string name, string value) in call.Parameters)
        {
            Log.Parameter(_logger, call.Command, name, Redaction.Value(name, value, call.HasSensitiveRequest, call.Parameters.Secrets));
        }
    }
}
