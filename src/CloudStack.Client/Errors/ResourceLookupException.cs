namespace CloudStack.Client;

/// <summary>A resource that was looked up by name doesn't exist, or several resources have the name.</summary>
public sealed class ResourceLookupException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake.</summary>
    /// <param name="message">What the lookup found.</param>
    /// <param name="name">The name.</param>
    /// <param name="isAmbiguous">Whether several resources have the name.</param>
    /// <param name="candidates">The resources with that name; if there are none, some of the existing resources.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="candidates"/> is null.</exception>
    public ResourceLookupException(string message, string name, bool isAmbiguous, IReadOnlyList<INamedResource> candidates)
        : base(message, command: null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        Name = name;
        IsAmbiguous = isAmbiguous;
        Candidates = candidates;
    }

    /// <summary>The name that was looked up.</summary>
    public string Name { get; }

    /// <summary>True if several resources have the name; false if none has it.</summary>
    public bool IsAmbiguous { get; }

    /// <summary>The resources with that name if there are several; otherwise up to ten of the resources that the query returns.</summary>
    public IReadOnlyList<INamedResource> Candidates { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new ResourceLookupException(Message, Name, IsAmbiguous, Candidates);
}
