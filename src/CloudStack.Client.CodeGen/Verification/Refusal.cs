namespace CloudStack.Client.CodeGen.Verification;

/// <summary>An error instead of an answer.</summary>
/// <param name="Command">The command.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The server's words.</param>
/// <param name="IsOfApi">Whether the API said so, and not a proxy or a server that is just going down.</param>
internal sealed record Refusal(string Command, int Status, string Text, bool IsOfApi);
