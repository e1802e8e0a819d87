namespace CloudStack.Client;

/// <summary>
/// The session of a client. A call that finds no session logs in, and all other calls that need one wait for that login. The login
/// doesn't belong to a single call, so it continues even if the caller that started it cancels.
/// </summary>
internal sealed class SessionManager(Func<SessionCredentials, CancellationToken, Task<Session>> logIn, TimeProvider timeProvider, CancellationToken stopping)
{
    /// <summary>
    /// How long a refused login applies to further logins of the same user. Servers lock accounts after a few wrong passwords, and
    /// a program that makes many calls would reach that number within a second.
    /// </summary>
    private static readonly TimeSpan RefusalStands = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private Session? _session;
    private SessionCredentials? _pendingFor;
    private Task<Session>? _pending;
    private Refusal? _refusal;

    /// <summary>The open session of a user; null if there is none yet.</summary>
    public Session? Find(SessionCredentials credentials)
    {
        lock (_gate)
        {
            return _session is { } session && session.Credentials.IsSameUser(credentials) ? session : null;
        }
    }

    /// <summary>Drops a session that the server has ended or that the client is about to end.</summary>
    public void Forget(Session session)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_session, session))
            {
                _session = null;
            }
        }
    }

    /// <summary>Removes and returns the open session, whichever user it belongs to.</summary>
    public Session? Take()
    {
        lock (_gate)
        {
            (Session? taken, _session) = (_session, null);
            return taken;
        }
    }

    /// <summary>Makes sure that a user has a session.</summary>
    /// <exception cref="CloudStackException">The login failed. Every caller gets its own exception.</exception>
    public async Task LogInAsync(SessionCredentials credentials, CancellationToken cancellationToken)
    {
        Task<Session> login;
        TaskCompletionSource<Session>? own = null;
        lock (_gate)
        {
            if (_session is { } session && session.Credentials.IsSameUser(credentials))
            {
                return;
            }

            if (_refusal is { } refusal && refusal.Credentials.IsSameUser(credentials) && timeProvider.GetElapsedTime(refusal.At) < RefusalStands)
            {
                throw LoginFailure.ForCaller(refusal.Error);
            }

            if (_pending is null || !_pendingFor!.IsSameUser(credentials))
            {
                own = new TaskCompletionSource<Session>(TaskCreationOptions.RunContinuationsAsynchronously);
                (_pending, _pendingFor) = (own.Task, credentials);
            }

            login = _pending;
        }

        if (own is not null)
        {
            _ = RunAsync(own, credentials);
        }

        try
        {
            await login.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackException e)
        {
            throw LoginFailure.ForCaller(e);
        }
    }

    private async Task RunAsync(TaskCompletionSource<Session> login, SessionCredentials credentials)
    {
        try
        {
            Session session = await logIn(credentials, stopping).ConfigureAwait(false);
            lock (_gate)
            {
                (_session, _refusal) = (session, null);
                EndPending(login);
            }

            login.TrySetResult(session);
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _refusal = e is CloudStackApiException { ErrorCode: 401 or 531 } error ? new Refusal(credentials, error, timeProvider.GetTimestamp()) : null;
                EndPending(login);
            }

            login.TrySetException(e is OperationCanceledException && stopping.IsCancellationRequested
                ? ClientDisposed.Exception()
                : e);

            // Marks the exception as observed, in case all callers have canceled.
            _ = login.Task.Exception;
        }
    }

    private void EndPending(TaskCompletionSource<Session> login)
    {
        if (ReferenceEquals(_pending, login.Task))
        {
            (_pending, _pendingFor) = (null, null);
        }
    }

    private sealed record Refusal(SessionCredentials Credentials, CloudStackApiException Error, long At);
}
