namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>NicExtraDhcpOptionResponse</c>.</summary>
[CloudStackModel]
public sealed partial class NicExtraDhcpOption
{
    /// <summary>Field <c>extradhcpoptioncode</c>; null if it was not sent.</summary>
    public int? ExtraDhcpOptionCode { get; init; }

    /// <summary>Field <c>extradhcpoptionname</c>; null if it was not sent.</summary>
    public string? ExtraDhcpOptionName { get; init; }

    /// <summary>Field <c>extradhcpvalue</c>; null if it was not sent.</summary>
    public string? ExtraDhcpValue { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>nicid</c>; null if it was not sent.</summary>
    public string? NicId { get; init; }
}
