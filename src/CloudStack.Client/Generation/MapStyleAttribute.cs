namespace CloudStack.Client;

/// <summary>
/// How a map property of a request is written. Without it a dictionary is written as <see cref="MapStyle.Names"/> and a
/// list of objects as <see cref="MapStyle.Records"/>.
/// </summary>
/// <param name="style">The form that the command reads.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class MapStyleAttribute(MapStyle style) : Attribute
{
    /// <summary>The form that the command reads.</summary>
    public MapStyle Style { get; } = style;
}
