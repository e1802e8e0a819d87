using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// Gets the credentials for each attempt, and opens the session that it needs. A call that waits for a login keeps its turn, and
/// the login is sent in that turn.
/// </summary>
internal sealed class SessionHandler : DelegatingHandler
{
    private static readonly CommandDescriptor Login = new("login", CommandKind.Write) { HasSensitiveRequest = true, HasSensitiveResponse = true, IsFlat = true };
    private static readonly CommandDescriptor Logout = new("logout", CommandKind.Write);
    private static readonly CommandDescriptor ValidateCode = new("validateUserTwoFactorAuthenticationCode", CommandKind.Write) { HasSensitiveRequest = true };

    // A server that doesn't respond must not delay the end of the program.
    private static readonly TimeSpan LogoutTimeout = TimeSpan.FromSeconds(5);

    // No server ends a session that was opened so recently.
    private static readonly TimeSpan RightAfterLogin = TimeSpan.FromMinutes(1);

    private const string SessionsNotShared = "The session was refused twice, each time right after the login: the management servers behind this address "
        + "do not share sessions. Use a load balancer with sticky sessions (by the cookie JSESSIONID), or API keys, which need no session.";

    private readonly ICredentialsProvider _provider;
    private readonly CloudStackCredentials? _fixed;
    private readonly TimeSpan _patience;
    private readonly Metrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly SessionManager _sessions;
    private readonly CancellationToken _stopping;

    /// <param name="provider">Where the credentials come from.</param>
    /// <param name="patience">How long the provider may take.</param>
    /// <param name="metrics">Counts requests that are sent again in a new session.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Logs logins.</param>
    /// <param name="stopping">Fires when the client is disposed.</param>
    public SessionHandler(ICredentialsProvider provider, TimeSpan patience, Metrics metrics, TimeProvider timeProvider, ILogger logger, CancellationToken stopping)
    {
        _provider = provider;
        _fixed = provider as CloudStackCredentials;
        _patience = patience;
        _stopping = stopping;
        _metrics = metrics;
        _timeProvider = timeProvider;
        _logger = logger;
        _sessions = new SessionManager(LogInAsync, timeProvider, stopping);
    }

    /// <summary>Closes the session, if there is one, as far as that's possible in a short time. Never throws.</summary>
    public async Task LogOutAsync()
    {
        if (_sessions.Take() is not { } session)
        {
            return;
        }

        CommandContext context = new(Logout, new ParameterList(), SubmitResponse.Read) { IsInternal = true, Session = session, OutlivesClient = true };
        using CancellationTokenSource patience = new(LogoutTimeout, _timeProvider);
        try
        {
            await SendOnAsync(context, patience.Token).ConfigureAwait(false);
        }
        catch (CloudStackException)
        {
            // The failure has been logged, and the server ends the session on its own.
        }
        catch (Exception e)
        {
            // Any exception, including those of the user's handlers: at this point, nothing can be done about it.
            Log.Failed(_logger, context.Command, e is OperationCanceledException ? "There was no response in time; the server ends the session on its own." : e.Message);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        if (context.IsAnonymous || context.OutlivesClient)
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (_fixed is ApiKeyCredentials key)
        {
            context.Key = key;
            return base.SendAsync(request, cancellationToken);
        }

        return SendWithCredentialsAsync(request, context, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendWithCredentialsAsync(HttpRequestMessage request, CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await SendInSessionAsync(request, context, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackException e)
        {
            // If the provider or the login fails, the call fails, as far as the handlers above are concerned.
            return new CommandResponse(context, e);
        }
    }

    private async Task<HttpResponseMessage> SendInSessionAsync(HttpRequestMessage request, CommandContext context, CancellationToken cancellationToken)
    {
        bool wasYoung = false;
        for (bool isRenewed = false; ; isRenewed = true)
        {
            CloudStackCredentials credentials = _fixed ?? await AskProviderAsync(context, cancellationToken).ConfigureAwait(false);
            if (credentials is not SessionCredentials user)
            {
                (context.Key, context.Session) = ((ApiKeyCredentials)credentials, null);
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            Session? session;
            while ((session = _sessions.Find(user)) is null)
            {
                await _sessions.LogInAsync(user, cancellationToken).ConfigureAwait(false);
            }

            (context.Key, context.Session) = (null, session);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (((CommandResponse)response).Failure
                is not CloudStackApiException { ErrorCode: 401 or 511, Kind: ErrorKind.Authentication or ErrorKind.TwoFactorRequired } failure)
            {
                return response;
            }

            // The server has dropped the session and has not looked at the command.
            _sessions.Forget(session);
            bool isYoung = failure.ErrorCode == 401 && _timeProvider.GetElapsedTime(session.OpenedAt) < RightAfterLogin;
            if (isRenewed)
            {
                return isYoung && wasYoung ? new CommandResponse(context, failure.With(SessionsNotShared)) : response;
            }

            wasYoung = isYoung;
            _metrics.Retried(context.Command, failure);
        }
    }

    private async ValueTask<CloudStackCredentials> AskProviderAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping);
        try
        {
            ValueTask<CloudStackCredentials> answer = _provider.GetCredentialsAsync(linked.Token);
            CloudStackCredentials? credentials = answer.IsCompletedSuccessfully
                ? answer.Result
                : await answer.AsTask().WaitAsync(_patience, _timeProvider, linked.Token).ConfigureAwait(false);
            return credentials ?? throw new InvalidOperationException($"{_provider.GetType().Name} returned no credentials (null).");
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ClientDisposed.Exception();
        }
        catch (Exception e) when (e is not CloudStackException)
        {
            // Vaults have their own exceptions for failures that may be momentary.
            throw NothingSent($"{context.Command} could not be sent, because the credentials provider failed: {e.Message}", context.Command, isTransient: TlsFailure.ReasonOf(e) is null, e);
        }
    }

    private async Task<Session> LogInAsync(SessionCredentials credentials, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        parameters.Add("username", credentials.UserName);
        parameters.Add("password", credentials.Password, sensitive: true);
        if (credentials.Domain is { } domain)
        {
            parameters.Add("domain", domain);
        }

        SessionCookies cookies = new();
        CommandContext context = new(Login, parameters, ObjectResponse.Read<LoginResponse>) { IsInternal = true, IsAnonymous = true, Cookies = cookies, Limit = TimeLimit.Read };
        LoginResponse? response = (LoginResponse?)await SendOnAsync(context, cancellationToken).ConfigureAwait(false);
        if (response?.SessionKey is not { Length: > 0 } key)
        {
            throw new ResponseFormatException("The response to login has no session key.", context.Command, httpStatus: 200, snippet: null);
        }

        Session session = new(credentials, key, cookies, _timeProvider.GetTimestamp());
        if (response.NeedsSecondFactor)
        {
            await ProveSecondFactorAsync(session, cancellationToken).ConfigureAwait(false);
        }

        Log.LoggedIn(_logger, credentials.UserName);
        return session;
    }

    /// <summary>
    /// Sends the code of the second factor. It must be the first call of such a session; otherwise the server ends the session.
    /// </summary>
    private async Task ProveSecondFactorAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Credentials.SecondFactor is not { } secondFactor)
        {
            throw new CloudStackApiException(
                Login.Name,
                httpStatus: 511,
                errorCode: 511,
                "the user has a second factor, but the credentials cannot provide its code; set SessionCredentials.SecondFactor, or use API keys, which need no second factor.");
        }

        session.Code = await AskForCodeAsync(secondFactor, cancellationToken).ConfigureAwait(false);
        ParameterList parameters = new();
        parameters.Add("codefor2fa", session.Code, sensitive: true);
        CommandContext context = new(ValidateCode, parameters, SubmitResponse.Read) { IsInternal = true, Session = session, Cookies = session.Cookies, Limit = TimeLimit.Read };
        await SendOnAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> AskForCodeAsync(Func<CancellationToken, ValueTask<string>> secondFactor, CancellationToken cancellationToken)
    {
        try
        {
            string code = await secondFactor(cancellationToken).ConfigureAwait(false);
            return string.IsNullOrWhiteSpace(code)
                ? throw NothingSent("SessionCredentials.SecondFactor returned no code.", Login.Name, isTransient: false)
                : code.Trim();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not CloudStackException)
        {
            // A user who has canceled is not asked again.
            throw NothingSent($"SessionCredentials.SecondFactor failed: {e.Message}", Login.Name, isTransient: e is not OperationCanceledException, e);
        }
    }

    private static CloudStackTransportException NothingSent(string message, string command, bool isTransient, Exception? inner = null) =>
        new(message, command, isTransient, inner) { NothingSent = true };

    /// <summary>Sends a command that manages the session, in the turn of the call that needs it.</summary>
    private async Task<object?> SendOnAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using (context)
        {
            return CommandResponse.ResultOf(await base.SendAsync(context, cancellationToken).ConfigureAwait(false));
        }
    }
}
