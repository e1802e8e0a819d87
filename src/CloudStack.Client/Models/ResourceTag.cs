namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>ResourceTagResponse</c>.</summary>
[CloudStackModel]
public sealed partial class ResourceTag
{
    /// <summary>Field <c>account</c>; null if it was not sent.</summary>
    public string? Account { get; init; }

    /// <summary>Field <c>customer</c>; null if it was not sent.</summary>
    public string? Customer { get; init; }

    /// <summary>Field <c>domain</c>; null if it was not sent.</summary>
    public string? Domain { get; init; }

    /// <summary>Field <c>domainid</c>; null if it was not sent.</summary>
    public string? DomainId { get; init; }

    /// <summary>Field <c>domainpath</c>, since 4.19.2.0; null if it was not sent.</summary>
    public string? DomainPath { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>key</c>; null if it was not sent.</summary>
    public string? Key { get; init; }

    /// <summary>Field <c>project</c>; null if it was not sent.</summary>
    public string? Project { get; init; }

    /// <summary>Field <c>projectid</c>; null if it was not sent.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Field <c>resourceid</c>; null if it was not sent.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Field <c>resourcetype</c>; null if it was not sent.</summary>
    public string? ResourceType { get; init; }

    /// <summary>Field <c>value</c>; null if it was not sent.</summary>
    public string? Value { get; init; }
}
