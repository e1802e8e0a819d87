namespace QuickStart;

/// <summary>The program was asked for something that it cannot do; the message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
