using CloudStack.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Transport;

/// <summary>One request and its answer.</summary>
internal sealed partial class CommandTransport
{
    private async Task<TResult> SendOnceAsync<TState, TResult>(RequestAttempt attempt, TState state, ContentReader<TState, TResult> read, CancellationToken cancellationToken)
    {
        CommandCall call = attempt.Call;
        ObjectDisposedException.ThrowIf(_disposed && !call.IsFarewell, typeof(CloudStackClient));
        using CancellationTokenSource? linked = call.IsFarewell ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        CancellationToken token = linked?.Token ?? cancellationToken;
        try
        {
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
            try
            {
                return _interpreter.Read(call, response, state, read);
            }
            catch (CloudStackApiException e) when (attempt.Session is { } session && call.Session is null && e.ErrorCode is 401 or 511)
            {
                // The server has thrown the session away; it has not looked at the command.
                _sessions.Forget(session);
                throw new SessionEndedException(e);
            }
            catch (CloudStackApiException e) when (attempt.Key is not null && e.ErrorCode == 401 && response.ServerTime is { } serverTime
                && _clock.TryCorrect(serverTime, _settings.SignatureLifetime, out TimeSpan difference))
            {
                throw new ClockDiffersException(difference, e);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // With the caller's own token, not the one that also knows about disposal.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (PooledResponse.BodyTooLargeException e)
        {
            throw new ResponseFormatException($"{call.Command}: {e.Message}", call.Command, httpStatus: 200, snippet: null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException
            or OperationCanceledException)
        {
            // What ended under way because the client was disposed says so, and is not tried again.
            ObjectDisposedException.ThrowIf(_disposed, typeof(CloudStackClient));
            throw Lost(attempt, e);
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
        bool nothingSent = !attempt.HasPassed;
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
