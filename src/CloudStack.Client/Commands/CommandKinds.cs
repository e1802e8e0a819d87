namespace CloudStack.Client;

/// <summary>What can be told of a command from its name alone.</summary>
internal static class CommandKinds
{
    private static readonly string[] ReadingVerbs = ["list", "get", "query", "find"];

    /// <summary>
    /// The server itself takes names with these beginnings for commands that change nothing (it lets them travel by GET
    /// where it demands POST for changes).
    /// </summary>
    public static CommandKind Guess(string command)
    {
        foreach (string verb in ReadingVerbs)
        {
            if (command.StartsWith(verb, StringComparison.OrdinalIgnoreCase) && command.Length > verb.Length)
            {
                return CommandKind.Read;
            }
        }

        return CommandKind.Write;
    }
}
