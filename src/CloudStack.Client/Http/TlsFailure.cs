using System.Security.Authentication;
using System.Security.Cryptography;

namespace CloudStack.Client.Http;

/// <summary>
/// A failure of TLS that no waiting mends: a certificate that is not trusted, has expired or bears another name, or a handshake that
/// one side refuses. A connection that breaks in the middle of the handshake is none.
/// </summary>
internal static class TlsFailure
{
    /// <summary>What was wrong, in the framework's words; null for any other failure.</summary>
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
