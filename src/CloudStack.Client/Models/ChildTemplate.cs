namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>ChildTemplateResponse</c>.</summary>
[CloudStackModel]
public sealed partial class ChildTemplate
{
    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>size</c>; null if it was not sent.</summary>
    public int? Size { get; init; }

    /// <summary>Field <c>templatetype</c>; null if it was not sent.</summary>
    public string? TemplateType { get; init; }
}
