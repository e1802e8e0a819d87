using CloudStack.Client;

namespace App;

/// <summary>A shelf.</summary>
[CloudStackModel]
[Obsolete("Use Rack.")]
public sealed partial class Shelf
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}
