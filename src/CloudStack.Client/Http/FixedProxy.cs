using System.Net;

namespace CloudStack.Client.Http;

/// <summary>One proxy for all addresses. The framework's own class pulls regular expressions into every native program.</summary>
internal sealed class FixedProxy(Uri address, ICredentials? credentials) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => credentials;
        set => throw new NotSupportedException("Proxy credentials are set in the client's options.");
    }

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;
}
