namespace CloudStack.Client;

/// <summary>An object that an error of the server names (an item of <c>uuidList</c>).</summary>
/// <param name="Uuid">The object's id.</param>
/// <param name="Description">What the server says of it; null if nothing.</param>
public sealed record ErrorObject(string Uuid, string? Description);
