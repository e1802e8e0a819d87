namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>ResourceIconResponse</c>.</summary>
[CloudStackModel]
public sealed partial class ResourceIcon
{
    /// <summary>Field <c>base64image</c>; null if it was not sent.</summary>
    public string? Base64Image { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>resourceid</c>; null if it was not sent.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Field <c>resourcetype</c>; null if it was not sent.</summary>
    public string? ResourceType { get; init; }
}
