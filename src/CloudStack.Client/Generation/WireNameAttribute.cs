namespace CloudStack.Client;

/// <summary>The name of a property in the protocol, if it isn't the property's name in lower case.</summary>
/// <param name="name">The name as the server writes or documents it; its case is preserved.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class WireNameAttribute(string name) : Attribute
{
    /// <summary>The name as the server writes or documents it.</summary>
    public string Name { get; } = name;
}
