namespace CloudStack.Client;

/// <summary>An object that a server error names (an item of <c>uuidList</c>).</summary>
/// <param name="Uuid">The object's id.</param>
/// <param name="Description">The server's description of the object; null if it sent none.</param>
public sealed record ErrorObject(string Uuid, string? Description);
