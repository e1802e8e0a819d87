namespace CloudStack.Client;

/// <summary>
/// The name that a property has on the wire, where that is not the property's name in lower case.
/// </summary>
/// <param name="name">The name as the server writes or documents it; letter case is kept.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class WireNameAttribute(string name) : Attribute
{
    /// <summary>The name as the server writes or documents it.</summary>
    public string Name { get; } = name;
}
