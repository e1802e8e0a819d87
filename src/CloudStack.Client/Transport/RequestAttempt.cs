namespace CloudStack.Client.Transport;

/// <summary>
/// One attempt of one call. It travels in the options of the request message, which copies of the message share: a foreign
/// handler that repeats requests is found out by it.
/// </summary>
internal sealed class RequestAttempt(CommandCall call, ClientSettings settings, ServerClock clock)
{
    public static readonly HttpRequestOptionsKey<RequestAttempt> OptionsKey = new("CloudStack.Client.Attempt");

    public CommandCall Call { get; } = call;

    public ClientSettings Settings { get; } = settings;

    /// <summary>The how manieth of its exchange this is.</summary>
    public int Number { get; init; } = 1;

    public ServerClock Clock { get; } = clock;

    /// <summary>What signs the request; null where it goes out as it is, or in a session.</summary>
    public ApiKeyCredentials? Key { get; private set; }

    /// <summary>The session that the request belongs to; null for none.</summary>
    public Session? Session { get; private set; }

    public void Use(ApiKeyCredentials key)
    {
        Key = key;
        Call.CredentialSecrets = key.Secrets;
    }

    public void Use(Session session)
    {
        Session = session;
        Call.CredentialSecrets = session.Secrets;
    }

    /// <summary>How often the request has gone out, as far as the client can tell.</summary>
    public PassCount Passes { get; } = new();

    /// <summary>How often it has come out of the handlers that somebody else has put below the signing.</summary>
    public PassCount ConnectionPasses { get; } = new();

    /// <summary>
    /// Whether a failure is one of a handler that is not the client's. One that says, before anything was sent, that things are
    /// put together wrongly is none: it passes as it is.
    /// </summary>
    public bool IsForeign(Exception exception) =>
        exception is not CloudStackException && (Passes.Any || exception is not InvalidOperationException);
}
