using System.Security.Authentication;
using System.Security.Cryptography;

namespace CloudStack.Client.Http;

/// <summary>
/// A TLS failure that waiting doesn't fix: a certificate that isn't trusted, has expired or is for another name, or a handshake
/// that one side refuses. A connection that breaks during the handshake doesn't count.
/// </summary>
internal static class TlsFailure
{
    /// <summary>The reason in the framework's words; null for any other failure.</summary>
    public static string? ReasonOf(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is AuthenticationException or CryptographicException)
            {
                return e.GetBaseException().Message;
            }
        }

        return null;
    }
}
