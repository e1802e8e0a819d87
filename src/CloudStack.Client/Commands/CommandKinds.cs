namespace CloudStack.Client;

/// <summary>What can be inferred about a command from its name alone.</summary>
internal static class CommandKinds
{
    private static readonly string[] ReadingVerbs = ["list", "get", "query", "find"];

    // These names start like a read, but the commands change something.
    private static readonly string[] ChangingAllTheSame =
        ["getUploadParamsFor", "getDiagnosticsData", "getHypervisorGuestOsNames", "listAndSwitchSamlAccount"];

    /// <summary>
    /// The server itself treats commands whose names start this way as commands that change nothing: it accepts them by GET, while
    /// it requires POST for changes.
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
