namespace CloudStack.Simulator;

/// <summary>A parameter of a command that a test adds to the fake server.</summary>
/// <param name="Name">The name in lower case.</param>
/// <param name="Type">
/// The type as <c>listApis</c> names it: string, uuid, boolean, integer, long, short, double, date, list or map. The server checks
/// values of these types and refuses invalid ones with 431.
/// </param>
/// <param name="IsRequired">Whether a call without the parameter is refused with 431.</param>
/// <param name="Description">The description that <c>listApis</c> shows.</param>
/// <param name="Since">The version that <c>listApis</c> shows as the first with the parameter; null for none.</param>
/// <param name="MaxLength">The maximum length of a text, 255 by default.</param>
public sealed record SimulatorParameter(
    string Name,
    string Type = "string",
    bool IsRequired = false,
    string Description = "",
    string? Since = null,
    int MaxLength = 255);
