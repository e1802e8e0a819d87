namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>AttachedIsoResponse</c>.</summary>
[CloudStackModel]
public sealed partial class AttachedIso
{
    /// <summary>Field <c>bootable</c>; null if it was not sent.</summary>
    public bool? Bootable { get; init; }

    /// <summary>Field <c>deviceseq</c>; null if it was not sent.</summary>
    public int? DeviceSeq { get; init; }

    /// <summary>Field <c>displaytext</c>; null if it was not sent.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }
}
