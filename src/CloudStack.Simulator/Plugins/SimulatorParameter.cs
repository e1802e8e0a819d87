namespace CloudStack.Simulator;

/// <summary>A parameter of a command that a test adds to the fake server.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Type">
/// Its type as <c>listApis</c> names it: string, uuid, boolean, integer, long, short, double, date, list or map. The server
/// checks values of these types and refuses wrong ones with 431.
/// </param>
/// <param name="IsRequired">Whether a call without it is refused with 431.</param>
/// <param name="Description">What <c>listApis</c> says about it.</param>
/// <param name="Since">The version that <c>listApis</c> states for it; null for none.</param>
/// <param name="MaxLength">The longest text that is accepted, 255 by default.</param>
public sealed record SimulatorParameter(
    string Name,
    string Type = "string",
    bool IsRequired = false,
    string Description = "",
    string? Since = null,
    int MaxLength = 255);
