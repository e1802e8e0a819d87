namespace CloudStack.Client;

/// <summary>The exception for calls and waits whose client was disposed.</summary>
internal static class ClientDisposed
{
    // A name rather than a type, because the client is in a higher layer than this class.
    private const string Name = "CloudStack.Client.CloudStackClient";

    public static ObjectDisposedException Exception() => new(Name);

    public static void ThrowIf(bool isDisposed)
    {
        if (isDisposed)
        {
            throw Exception();
        }
    }
}
