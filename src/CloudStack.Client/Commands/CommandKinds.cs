namespace CloudStack.Client;

/// <summary>What can be told of a command from its name alone.</summary>
internal static class CommandKinds
{
    private static readonly string[] ReadingVerbs = ["list", "get", "query", "find"];

    // These begin like a question and change something all the same.
    private static readonly string[] ChangingAllTheSame =
        ["getUploadParamsFor", "getDiagnosticsData", "getHypervisorGuestOsNames", "listAndSwitchSamlAccount"];

    /// <summary>
    /// The server itself takes names with these beginnings for commands that change nothing (it lets them travel by GET
    /// where it demands POST for changes).
    /// </summary>
    public static CommandKind Guess(string command)
    {
        foreach (string beginning in ChangingAllTheSame)
        {
            if (command.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return CommandKind.Write;
            }
        }

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
