namespace CloudStack.Client.CodeGen.Verification;

/// <summary>An error response.</summary>
/// <param name="Command">The command.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The server's error text.</param>
/// <param name="IsOfApi">Whether the API sent it, not a proxy or a server that is shutting down.</param>
internal sealed record Refusal(string Command, int Status, string Text, bool IsOfApi);
