using System.Globalization;
using CloudStack.Client.Http;

namespace CloudStack.Client;

/// <summary>The options of a client, validated and frozen.</summary>
internal sealed class ClientSettings
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    private ClientSettings(CloudStackClientOptions options, string? name, ICredentialsProvider? credentials, IEnumerable<IJobCompletionSource> moreSources)
    {
        Name = name;
        Endpoint = options.Endpoint!;
        Credentials = credentials ?? options.Credentials ?? CreateCredentials(options);
        Method = options.Method;
        ReadTimeout = options.ReadTimeout;
        WriteTimeout = options.WriteTimeout;
        LookUpTimeout = options.LookUpTimeout;
        MaxRetries = options.MaxRetries;
        SignatureLifetime = options.SignatureLifetime;
        PageSize = options.PageSize;
        AssignJobIds = options.AssignJobIds;
        RepeatLostCreates = options.RepeatLostCreates;
        MaxConcurrentRequests = options.MaxConcurrentRequests;
        MaxResponseBytes = options.MaxResponseBytes;
        MaxUserDataLength = options.MaxUserDataLength;
        UserAgent = ClientHeaders.UserAgentOf(options.ApplicationId);
        TracePolls = options.TracePolls;
        Connection = ConnectionSettings.From(options.Connection);
        Polling = options.Polling with { };
        CompletionSources = [.. options.CompletionSources, .. moreSources];
    }

    /// <summary>The name under which the client is registered; null if it has none.</summary>
    public string? Name { get; }

    public Uri Endpoint { get; }

    public ICredentialsProvider Credentials { get; }

    public RequestMethod Method { get; }

    public TimeSpan ReadTimeout { get; }

    public TimeSpan WriteTimeout { get; }

    public TimeSpan LookUpTimeout { get; }

    public int MaxRetries { get; }

    public TimeSpan SignatureLifetime { get; }

    public int PageSize { get; }

    public bool AssignJobIds { get; }

    public bool RepeatLostCreates { get; }

    public int MaxConcurrentRequests { get; }

    public int MaxResponseBytes { get; }

    public int MaxUserDataLength { get; }

    public string UserAgent { get; }

    public bool TracePolls { get; }

    public ConnectionSettings Connection { get; }

    public PollingOptions Polling { get; }

    public IReadOnlyList<IJobCompletionSource> CompletionSources { get; }

    /// <param name="options">The options.</param>
    /// <param name="name">The name of the client; null if it has none.</param>
    /// <param name="credentials">The credentials to use instead of those in the options; null to use those in the options.</param>
    /// <param name="moreSources">Sources of hints in addition to those in the options.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range; the message names it.</exception>
    public static ClientSettings From(
        CloudStackClientOptions options,
        string? name = null,
        ICredentialsProvider? credentials = null,
        IEnumerable<IJobCompletionSource>? moreSources = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (string problem in Problems(options))
        {
            throw new ArgumentException(problem, nameof(options));
        }

        options.Polling.Validate(nameof(CloudStackClientOptions.Polling));
        return new ClientSettings(options, name, credentials, moreSources ?? []);
    }

    /// <summary>Creates the credentials that the options hold as text. The options have already been validated.</summary>
    public static CloudStackCredentials CreateCredentials(CloudStackClientOptions options) =>
        string.IsNullOrWhiteSpace(options.UserName)
            ? new ApiKeyCredentials(options.ApiKey!, options.SecretKey!)
            : new SessionCredentials(options.UserName, options.Password!, options.Domain);

    /// <summary>The problems with the options, one sentence each.</summary>
    public static IEnumerable<string> AllProblems(CloudStackClientOptions options) =>
        Problems(options)
            .Concat(options.Connection is null ? [] : ConnectionSettings.Problems(options.Connection))
            .Concat(options.Polling?.Problems(nameof(CloudStackClientOptions.Polling)).Select(static problem => problem.Message) ?? []);

    private static IEnumerable<string> Problems(CloudStackClientOptions options)
    {
        if (options.Endpoint is null)
        {
            yield return "Endpoint is missing; it must be the address of the API, such as https://cloud.example.org/client/api.";
        }
        else if (!options.Endpoint.IsAbsoluteUri || options.Endpoint.Scheme is not ("http" or "https"))
        {
            // A text with one of these characters may contain a password or a key.
            string shown = options.Endpoint.OriginalString;
            yield return shown.AsSpan().ContainsAny('@', '?', '#')
                ? "Endpoint must be an absolute http or https address, such as https://cloud.example.org/client/api."
                : $"Endpoint is '{shown}'; it must be an absolute http or https address, such as https://cloud.example.org/client/api.";
        }
        else if (options.Endpoint.Query.Length > 0 || options.Endpoint.Fragment.Length > 0 || options.Endpoint.UserInfo.Length > 0)
        {
            yield return "Endpoint must be an address without a query, fragment, or user name.";
        }

        if (options.Credentials is null)
        {
            foreach (string problem in CredentialProblems(options))
            {
                yield return problem;
            }
        }

        if (!Enum.IsDefined(options.Method))
        {
            yield return Invalid(nameof(options.Method), options.Method, "Post or GetForReads");
        }

        if (options.ReadTimeout < ShortestTimeout || options.ReadTimeout > LongestTimeout)
        {
            yield return Invalid(nameof(options.ReadTimeout), options.ReadTimeout, "from 10 ms to 24 h");
        }

        if (options.WriteTimeout < ShortestTimeout || options.WriteTimeout > LongestTimeout)
        {
            yield return Invalid(nameof(options.WriteTimeout), options.WriteTimeout, "from 10 ms to 24 h");
        }

        if (options.LookUpTimeout < ShortestTimeout || options.LookUpTimeout > LongestTimeout)
        {
            yield return Invalid(nameof(options.LookUpTimeout), options.LookUpTimeout, "from 10 ms to 24 h");
        }

        if (options.MaxRetries is < 0 or > 100)
        {
            yield return Invalid(nameof(options.MaxRetries), options.MaxRetries, "from 0 to 100");
        }

        if (options.SignatureLifetime < TimeSpan.FromSeconds(5) || options.SignatureLifetime >= TimeSpan.FromMinutes(15))
        {
            yield return Invalid(nameof(options.SignatureLifetime), options.SignatureLifetime, "at least 5 s and less than 15 min");
        }

        if (options.PageSize < 1)
        {
            yield return Invalid(nameof(options.PageSize), options.PageSize, "at least 1");
        }

        if (options.MaxConcurrentRequests is < 1 or > 1000)
        {
            yield return Invalid(nameof(options.MaxConcurrentRequests), options.MaxConcurrentRequests, "from 1 to 1,000");
        }

        if (options.MaxResponseBytes is < 64 * 1024 or > 2000 * 1024 * 1024)
        {
            yield return Invalid(nameof(options.MaxResponseBytes), options.MaxResponseBytes, "from 65,536 (64 KiB) to 2,097,152,000 (2,000 MiB)");
        }

        if (options.MaxUserDataLength is < 1 or > 1024 * 1024)
        {
            yield return Invalid(nameof(options.MaxUserDataLength), options.MaxUserDataLength, "from 1 to 1,048,576");
        }

        if (!ClientHeaders.IsProduct(options.ApplicationId))
        {
            yield return "ApplicationId is not a valid product name for a User-Agent header; it must be a name such as my-tool, or a name and a version such as my-tool/1.2, with letters, digits, and !#$%&'*+-.^_`|~, and at most 100 characters.";
        }

        if (options.Connection is null)
        {
            yield return "Connection is null; leave it at its default, or set ConnectionOptions.";
        }

        if (options.Polling is null)
        {
            yield return "Polling is null; leave it at its default, or set PollingOptions.";
        }

        if (options.CompletionSources is null || options.CompletionSources.Any(static source => source is null))
        {
            yield return "CompletionSources is null or contains null; leave it empty, or set the sources.";
        }
    }

    private static IEnumerable<string> CredentialProblems(CloudStackClientOptions options)
    {
        bool hasKey = KeyText.Trim(options.ApiKey).Length > 0;
        bool hasSecret = KeyText.Trim(options.SecretKey).Length > 0;
        if (!string.IsNullOrWhiteSpace(options.UserName))
        {
            if (hasKey || hasSecret)
            {
                yield return "UserName and ApiKey or SecretKey are set; set either UserName and Password, or a key pair.";
            }

            if (string.IsNullOrEmpty(options.Password))
            {
                yield return "Password is missing; it is required when UserName is set.";
            }

            yield break;
        }

        if (!string.IsNullOrEmpty(options.Password))
        {
            yield return "UserName is missing; it is required when Password is set.";
            yield break;
        }

        if (!hasKey)
        {
            yield return "ApiKey is missing; set ApiKey and SecretKey, or UserName and Password, or Credentials.";
        }

        if (!hasSecret)
        {
            yield return "SecretKey is missing; set ApiKey and SecretKey, or UserName and Password, or Credentials.";
        }

        if (KeyText.HasGap(options.ApiKey))
        {
            yield return $"ApiKey {KeyText.Gap}.";
        }

        if (KeyText.HasGap(options.SecretKey))
        {
            yield return $"SecretKey {KeyText.Gap}.";
        }
    }

    private static string Invalid(string name, object value, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {allowed}.");
}
