namespace CloudStack.Client;

/// <summary>
/// The session of a client: whoever finds none logs in, and all who need one meanwhile wait for that one login. A login
/// belongs to nobody in particular, so it goes on when the caller who started it gives up.
/// </summary>
internal sealed class SessionManager(Func<SessionCredentials, CancellationToken, Task<Session>> logIn, TimeProvider timeProvider, CancellationToken stopping)
{
    /// <summary>
    /// How long a refused login stands for the next ones of the same user: servers lock accounts after a few wrong passwords,
    /// and a program that makes many calls would have tried that often within a second.
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

    /// <summary>The server has ended a session, or the client is about to.</summary>
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

    /// <summary>The open session, whoever's it is; from now on there is none.</summary>
    public Session? Take()
    {
        lock (_gate)
        {
            (Session? taken, _session) = (_session, null);
            return taken;
        }
    }

    /// <summary>Sees to it that a user has a session.</summary>
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

            // If everybody has given up, nobody will look at it.
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
