namespace CloudStack.Client;

/// <summary>A resource that was looked up by its name does not exist, or several have the name.</summary>
public sealed class ResourceLookupException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake.</summary>
    /// <param name="message">What was found.</param>
    /// <param name="name">The name.</param>
    /// <param name="isAmbiguous">Whether several resources have the name.</param>
    /// <param name="candidates">The resources of that name; if there are none, some of those that there are.</param>
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

    /// <summary>Whether several resources have the name; false if none has it.</summary>
    public bool IsAmbiguous { get; }

    /// <summary>The resources of that name if there are several; otherwise up to ten of those that the query has.</summary>
    public IReadOnlyList<INamedResource> Candidates { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new ResourceLookupException(Message, Name, IsAmbiguous, Candidates);
}
