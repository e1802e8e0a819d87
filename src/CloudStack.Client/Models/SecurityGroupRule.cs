namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>SecurityGroupRuleResponse</c>.</summary>
[CloudStackModel]
public sealed partial class SecurityGroupRule
{
    /// <summary>Field <c>account</c>; null if it was not sent.</summary>
    public string? Account { get; init; }

    /// <summary>Field <c>cidr</c>; null if it was not sent.</summary>
    public string? Cidr { get; init; }

    /// <summary>Field <c>endport</c>; null if it was not sent.</summary>
    public int? EndPort { get; init; }

    /// <summary>Field <c>icmpcode</c>; null if it was not sent.</summary>
    public int? IcmpCode { get; init; }

    /// <summary>Field <c>icmptype</c>; null if it was not sent.</summary>
    public int? IcmpType { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>protocol</c>; null if it was not sent.</summary>
    public string? Protocol { get; init; }

    /// <summary>Field <c>ruleid</c>; null if it was not sent.</summary>
    public string? RuleId { get; init; }

    /// <summary>Field <c>securitygroupname</c>; null if it was not sent.</summary>
    public string? SecurityGroupName { get; init; }

    /// <summary>Field <c>startport</c>; null if it was not sent.</summary>
    public int? StartPort { get; init; }

    /// <summary>Field <c>tags</c>; null if it was not sent.</summary>
    public IReadOnlyList<ResourceTag>? Tags { get; init; }
}
