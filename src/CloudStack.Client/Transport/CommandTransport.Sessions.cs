using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using Polly;

namespace CloudStack.Client.Transport;

/// <summary>Credentials for each attempt, and the commands that open and close a session.</summary>
internal sealed partial class CommandTransport
{
    private static readonly CommandDescriptor Login = new("login", CommandKind.Write) { HasSensitiveRequest = true, HasSensitiveResponse = true };
    private static readonly CommandDescriptor Logout = new("logout", CommandKind.Write);
    private static readonly CommandDescriptor ValidateCode = new("validateUserTwoFactorAuthenticationCode", CommandKind.Write) { HasSensitiveRequest = true };

    // A server that does not answer must not hold up the end of the program.
    private static readonly TimeSpan LogoutTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Closes the session, if there is one, as well as that can be done in a short time. Never throws.</summary>
    public async Task LogOutAsync()
    {
        if (_sessions.Take() is not { } session)
        {
            return;
        }

        CommandCall call = new(Logout, new ParameterList()) { Session = session, IsFarewell = true };
        using CancellationTokenSource patience = new(LogoutTimeout, _timeProvider);
        Exchange exchange = new(this, call, _pipelines.WriteTimeout, SubmitAnswer.Read) { Attempt = new RequestAttempt(call, _settings, _clock) };
        Outcome<object?> outcome = await SendOnceAsync(exchange, patience.Token).ConfigureAwait(false);
        if (outcome.Exception is { } failure)
        {
            // Whatever went wrong, handlers of somebody else included: nobody can do anything about it at the end.
            Log.Failed(
                _logger, call.Command, failure is OperationCanceledException ? "There was no answer in time; the server ends the session by itself." : failure.Message);
        }
    }

    private async ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        CommandCall call = attempt.Call;
        if (call.IsAnonymous)
        {
            return;
        }

        if (call.Session is { } given)
        {
            attempt.Use(given);
            return;
        }

        switch (await _settings.Credentials.GetCredentialsAsync(cancellationToken).ConfigureAwait(false))
        {
            case ApiKeyCredentials key:
                attempt.Use(key);
                break;
            case SessionCredentials user:
                attempt.Use(_sessions.Find(user) ?? throw new SessionMissingException(user));
                break;
            default:
                throw new InvalidOperationException($"{_settings.Credentials.GetType().Name} gave no credentials (null).");
        }
    }

    private async Task<Session> LogInAsync(SessionCredentials credentials, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        parameters.Add("username", credentials.Username);
        parameters.Add("password", credentials.Password, sensitive: true);
        if (credentials.Domain is { } domain)
        {
            parameters.Add("domain", domain);
        }

        SessionCookies cookies = new();
        CommandCall call = new(Login, parameters) { IsAnonymous = true, Cookies = cookies, Priority = RequestPriority.Query };
        LoginAnswer answer = await AskAsync(call, _pipelines.ReadTimeout, LoginAnswer.Read, cancellationToken).ConfigureAwait(false);
        if (answer.SessionKey is not { Length: > 0 } key)
        {
            throw new ResponseFormatException("login was answered without a session key.", call.Command, httpStatus: 200, snippet: null);
        }

        Session session = new(credentials, key, cookies);
        if (answer.NeedsSecondFactor)
        {
            await ProveSecondFactorAsync(session, cancellationToken).ConfigureAwait(false);
        }

        Log.LoggedIn(_logger, credentials.Username);
        return session;
    }

    /// <summary>Sends the code of the second factor: the first call of such a session must be this one, or the server ends it.</summary>
    private async Task ProveSecondFactorAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Credentials.SecondFactor is not { } secondFactor)
        {
            throw new CloudStackApiException(
                Login.Name,
                httpStatus: 511,
                errorCode: 511,
                "the user has a second factor, and the credentials cannot give its code; set SessionCredentials.SecondFactor, or use API keys, which need none.");
        }

        string code = await secondFactor(cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(code))
        {
            throw new InvalidOperationException("SessionCredentials.SecondFactor gave no code.");
        }

        session.Code = code.Trim();
        ParameterList parameters = new();
        parameters.Add("codefor2fa", session.Code, sensitive: true);
        CommandCall call = new(ValidateCode, parameters) { Session = session, Cookies = session.Cookies, Priority = RequestPriority.Query };
        await AskAsync(call, _pipelines.ReadTimeout, SubmitAnswer.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The user must log in before the request can go out.</summary>
    private sealed class SessionMissingException(SessionCredentials credentials) : Exception
    {
        public SessionCredentials Credentials { get; } = credentials;
    }

    /// <summary>The server does not know the session any more.</summary>
    private sealed class SessionEndedException(CloudStackApiException error) : Exception
    {
        public CloudStackApiException Error { get; } = error;
    }
}
