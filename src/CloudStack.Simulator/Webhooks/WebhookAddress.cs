using System.Net;
using System.Net.Sockets;

namespace CloudStack.Simulator;

/// <summary>Which addresses webhooks may be sent to.</summary>
internal static class WebhookAddress
{
    /// <exception cref="ApiError">431: the text isn't the URL of a web server, or the server doesn't send to that address.</exception>
    public static void Check(string url, bool allowLoopback)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ApiError(431, "Invalid payload URL specified. Only HTTP and HTTPS URLs are supported.");
        }

        bool isLoopback = uri.IsLoopback;
        if (isLoopback ? !allowLoopback : IPAddress.TryParse(uri.DnsSafeHost, out IPAddress? address) && IsIllegal(address))
        {
            throw new ApiError(431, "Illegal host specified in URL.");
        }
    }

    private static bool IsIllegal(IPAddress address) =>
        address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || address.IsIPv6LinkLocal
        || address.IsIPv6Multicast
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..] or [>= 224 and <= 239, ..]);
}
