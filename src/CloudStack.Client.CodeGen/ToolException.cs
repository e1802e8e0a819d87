namespace CloudStack.Client.CodeGen;

/// <summary>An error that the user of the tool can correct; only the message is shown.</summary>
internal sealed class ToolException(string message) : Exception(message);
