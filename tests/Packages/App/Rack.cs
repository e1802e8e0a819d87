using CloudStack.Client;

namespace App;

/// <summary>A rack.</summary>
[CloudStackModel]
public sealed partial class Rack
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its former name.</summary>
    [Obsolete("Use Name.")]
    public string? Label { get; init; }
}
