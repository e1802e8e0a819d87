namespace CloudStack.Simulator;

/// <summary>What the catalog says about a command.</summary>
internal sealed record CommandInfo
{
    public required string Name { get; init; }

    /// <summary>Name in lower case, as error texts have it.</summary>
    public required string LowerName { get; init; }

    /// <summary>read, write, job or createJob.</summary>
    public required string Kind { get; init; }

    /// <summary>entity, list, success, flat or none.</summary>
    public required string Result { get; init; }

    public required string Envelope { get; init; }

    /// <summary>Name of the object, or of the items of a list, in a synchronous answer.</summary>
    public string? ObjectName { get; init; }

    public string? ResponseClass { get; init; }

    /// <summary>The class that <c>listApis</c> states, which is not always the one that is sent.</summary>
    public string? DeclaredClass { get; init; }

    public string? JobResultKey { get; init; }

    /// <summary>The result is a list below the key <c>null</c>.</summary>
    public bool HasListResult { get; init; }

    public string? Since { get; init; }

    public string Description { get; init; } = string.Empty;

    /// <summary>The command that a test added; null for those of the catalog.</summary>
    public SimulatorCommand? Plugin { get; init; }

    /// <summary>Whether the command may come by GET although its name does not say that it only reads.</summary>
    public bool AllowsGet { get; init; }

    /// <summary>The verb that <c>listApis</c> states; null where it follows from the kind.</summary>
    public string? ShownMethod { get; init; }

    /// <summary>The server's class, below the common package unless it begins with a slash; null where it is not known.</summary>
    public string? JavaClass { get; init; }

    /// <summary>The class of the variant for root admins, if there is one.</summary>
    public string? AdminJavaClass { get; init; }

    /// <summary>The type of the events that it raises, such as <c>VM.START</c>; null where it is not known.</summary>
    public string? EventType { get; init; }

    public string? EntityType { get; init; }

    public required IReadOnlyList<string> Authorized { get; init; }

    public required IReadOnlyList<ParameterInfo> Parameters { get; init; }

    public bool IsAsync => Kind is "job" or "createJob";

    public bool IsCreate => Kind == "createJob";

    public bool IsRead => Kind == "read";
}
