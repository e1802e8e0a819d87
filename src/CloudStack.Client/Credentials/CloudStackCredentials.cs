namespace CloudStack.Client;

/// <summary>How a client proves who it is. A closed family; see the derived types.</summary>
public abstract class CloudStackCredentials
{
    private protected CloudStackCredentials()
    {
    }

    /// <summary>Values that must never show up in a text.</summary>
    internal abstract IReadOnlyList<string> Secrets { get; }
}
