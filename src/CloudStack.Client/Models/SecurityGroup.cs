namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>SecurityGroupResponse</c>.</summary>
[CloudStackModel]
public sealed partial class SecurityGroup
{
    /// <summary>Field <c>account</c>; null if it was not sent.</summary>
    public string? Account { get; init; }

    /// <summary>Field <c>description</c>; null if it was not sent.</summary>
    public string? Description { get; init; }

    /// <summary>Field <c>domain</c>; null if it was not sent.</summary>
    public string? Domain { get; init; }

    /// <summary>Field <c>domainid</c>; null if it was not sent.</summary>
    public string? DomainId { get; init; }

    /// <summary>Field <c>domainpath</c>, since 4.19.2.0; null if it was not sent.</summary>
    public string? DomainPath { get; init; }

    /// <summary>Field <c>egressrule</c>; null if it was not sent.</summary>
    public IReadOnlyList<SecurityGroupRule>? EgressRule { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>ingressrule</c>; null if it was not sent.</summary>
    public IReadOnlyList<SecurityGroupRule>? IngressRule { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>project</c>; null if it was not sent.</summary>
    public string? Project { get; init; }

    /// <summary>Field <c>projectid</c>; null if it was not sent.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Field <c>tags</c>; null if it was not sent.</summary>
    public IReadOnlyList<ResourceTag>? Tags { get; init; }

    /// <summary>Field <c>virtualmachinecount</c>, since 4.6.0; null if it was not sent.</summary>
    public int? VirtualMachineCount { get; init; }

    /// <summary>Field <c>virtualmachineids</c>, since 4.6.0; null if it was not sent.</summary>
    public IReadOnlyList<string>? VirtualMachineIds { get; init; }
}
