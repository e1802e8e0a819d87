namespace CloudStack.Client;

/// <summary>
/// How a map property of a request is written. The default is <see cref="MapStyle.Names"/> for a dictionary and
/// <see cref="MapStyle.Records"/> for a list of objects.
/// </summary>
/// <param name="style">The style that the command reads.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class MapStyleAttribute(MapStyle style) : Attribute
{
    /// <summary>The style that the command reads.</summary>
    public MapStyle Style { get; } = style;
}
