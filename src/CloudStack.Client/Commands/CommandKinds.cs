namespace CloudStack.Client;

/// <summary>What can be inferred about a command from its name alone.</summary>
internal static class CommandKinds
{
    private static readonly string[] ReadingVerbs = ["list", "get", "query", "find"];

    // These names start like a read, but the commands change something.
    private static readonly string[] ChangingAllTheSame = ["getUploadParamsFor", "getDiagnosticsData", "getHypervisorGuestOsNames"];

    // What gets or creates something may create it.
    private static readonly string[] Conjunctions = ["And", "Or"];

    /// <summary>
    /// The server itself treats commands whose names start this way as commands that change nothing: it accepts them by GET, while
    /// it requires POST for changes. Commands with a second verb, such as <c>getOrCreateThing</c>, may change something all the
    /// same.
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
                return HasSecondVerb(command.AsSpan(verb.Length)) ? CommandKind.Write : CommandKind.Read;
            }
        }

        return CommandKind.Write;
    }

    private static bool HasSecondVerb(ReadOnlySpan<char> rest)
    {
        foreach (string conjunction in Conjunctions)
        {
            if (rest.StartsWith(conjunction, StringComparison.Ordinal) && rest.Length > conjunction.Length && char.IsAsciiLetterUpper(rest[conjunction.Length]))
            {
                return true;
            }
        }

        return false;
    }
}
