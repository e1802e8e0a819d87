namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>NicSecondaryIpResponse</c>.</summary>
[CloudStackModel]
public sealed partial class NicSecondaryIP
{
    /// <summary>Field <c>description</c>; null if it was not sent.</summary>
    public string? Description { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>ipaddress</c>; null if it was not sent.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>networkid</c>; null if it was not sent.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Field <c>nicid</c>; null if it was not sent.</summary>
    public string? NicId { get; init; }

    /// <summary>Field <c>secondaryip</c>; null if it was not sent.</summary>
    public IReadOnlyList<NicSecondaryIP>? SecondaryIP { get; init; }

    /// <summary>Field <c>virtualmachineid</c>; null if it was not sent.</summary>
    public string? VirtualMachineId { get; init; }
}
