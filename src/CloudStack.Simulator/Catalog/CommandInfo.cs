namespace CloudStack.Simulator;

/// <summary>What the catalog says about a command.</summary>
internal sealed record CommandInfo
{
    public required string Name { get; init; }

    /// <summary>The name in lower case, as in error texts.</summary>
    public required string LowerName { get; init; }

    /// <summary>read, write, job or createJob.</summary>
    public required string Kind { get; init; }

    /// <summary>entity, list, success, flat or none.</summary>
    public required string Result { get; init; }

    public required string Envelope { get; init; }

    /// <summary>The name of the object, or of a list's items, in a synchronous response.</summary>
    public string? ObjectName { get; init; }

    public string? ResponseClass { get; init; }

    /// <summary>The class that <c>listApis</c> states, which isn't always the one that is sent.</summary>
    public string? DeclaredClass { get; init; }

    public string? JobResultKey { get; init; }

    /// <summary>Whether the result is a list under the key <c>null</c>.</summary>
    public bool HasListResult { get; init; }

    public string? Since { get; init; }

    public string Description { get; init; } = string.Empty;

    /// <summary>The command that a test added; null for commands of the catalog.</summary>
    public SimulatorCommand? Plugin { get; init; }

    /// <summary>Whether the command accepts GET although its name doesn't mark it as read-only.</summary>
    public bool AllowsGet { get; init; }

    /// <summary>The verb that <c>listApis</c> states; null if it follows from the kind.</summary>
    public string? ShownMethod { get; init; }

    /// <summary>The server's class, relative to the common package unless it starts with a slash; null if unknown.</summary>
    public string? JavaClass { get; init; }

    /// <summary>The class of the variant for root admins; null if there is none.</summary>
    public string? AdminJavaClass { get; init; }

    /// <summary>The type of the events that the command raises, such as <c>VM.START</c>; null if unknown.</summary>
    public string? EventType { get; init; }

    public string? EntityType { get; init; }

    public required IReadOnlyList<string> Authorized { get; init; }

    public required IReadOnlyList<ParameterInfo> Parameters { get; init; }

    public bool IsAsync => Kind is "job" or "createJob";

    public bool IsCreate => Kind == "createJob";

    public bool IsRead => Kind == "read";
}
