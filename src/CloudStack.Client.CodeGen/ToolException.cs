namespace CloudStack.Client.CodeGen;

/// <summary>Something that the user of the tool can correct; the message is all that is shown.</summary>
internal sealed class ToolException(string message) : Exception(message);
