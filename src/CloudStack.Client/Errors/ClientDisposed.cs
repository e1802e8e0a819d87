namespace CloudStack.Client;

/// <summary>What calls and waits end with once their client is disposed.</summary>
internal static class ClientDisposed
{
    // A name and not a type: the client stands above everything that must know it here.
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
