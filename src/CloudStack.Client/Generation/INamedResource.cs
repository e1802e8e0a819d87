namespace CloudStack.Client;

/// <summary>A model with an id and a name, which <see cref="NamedResourceExtensions"/> can look up by name.</summary>
public interface INamedResource
{
    /// <summary>The id; empty if the server didn't send it.</summary>
    string Id { get; }

    /// <summary>The name; empty if the server didn't send it. CloudStack allows several resources with the same name.</summary>
    string Name { get; }
}
