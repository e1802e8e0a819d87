namespace CloudStack.Client;

/// <summary>A model with an id and a name, which <see cref="NamedResourceExtensions"/> can look up by that name.</summary>
public interface INamedResource
{
    /// <summary>The id; empty if the server did not send it.</summary>
    string Id { get; }

    /// <summary>The name; empty if the server did not send it. CloudStack lets several resources have the same one.</summary>
    string Name { get; }
}
