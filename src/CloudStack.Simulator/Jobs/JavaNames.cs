namespace CloudStack.Simulator;

/// <summary>The names of the server's classes, which jobs contain as <c>cmd</c>.</summary>
internal static class JavaNames
{
    private const string Package = "org.apache.cloudstack.api.command.";

    public static string Of(CommandInfo command, SimulatorRole role)
    {
        string name = (role == SimulatorRole.RootAdmin ? command.AdminJavaClass : null)
            ?? command.JavaClass
            ?? "user." + char.ToUpperInvariant(command.Name[0]) + command.Name[1..] + "Cmd";
        return name[0] == '/' ? name[1..] : Package + name;
    }

    public static string OfAnswer(string responseClass) => "org.apache.cloudstack.api.response." + responseClass;
}
