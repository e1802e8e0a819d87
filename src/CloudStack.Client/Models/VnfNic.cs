namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>VnfNicResponse</c>.</summary>
[CloudStackModel]
public sealed partial class VnfNic
{
    /// <summary>Field <c>description</c>; null if it was not sent.</summary>
    public string? Description { get; init; }

    /// <summary>Field <c>deviceid</c>; null if it was not sent.</summary>
    public long? DeviceId { get; init; }

    /// <summary>Field <c>management</c>; null if it was not sent.</summary>
    public bool? Management { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>networkid</c>; null if it was not sent.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Field <c>networkname</c>; null if it was not sent.</summary>
    public string? NetworkName { get; init; }

    /// <summary>Field <c>required</c>; null if it was not sent.</summary>
    public bool? Required { get; init; }
}
