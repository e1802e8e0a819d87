namespace CloudStack.Client.DependencyInjection;

/// <summary>The names of our clients in <see cref="IHttpClientFactory"/>.</summary>
internal static class HttpClientNames
{
    public const string Factory = "CloudStack.Client (factory)";

    /// <param name="name">The name of the registration; empty for the registration without a name.</param>
    public static string Of(string name) => name.Length == 0 ? "CloudStack.Client" : $"CloudStack.Client: {name}";
}
