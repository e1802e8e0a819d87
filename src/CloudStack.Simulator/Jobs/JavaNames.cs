namespace CloudStack.Simulator;

/// <summary>The names of the server's classes, which jobs carry as <c>cmd</c>.</summary>
internal static class JavaNames
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["deployVirtualMachine"] = "vm.DeployVMCmd",
        ["startVirtualMachine"] = "vm.StartVMCmd",
        ["stopVirtualMachine"] = "vm.StopVMCmd",
        ["rebootVirtualMachine"] = "vm.RebootVMCmd",
        ["destroyVirtualMachine"] = "vm.DestroyVMCmd",
        ["createTags"] = "tag.CreateTagsCmd",
        ["deleteTags"] = "tag.DeleteTagsCmd",
    };

    public static string Of(CommandInfo command, SimulatorRole role)
    {
        string name = Known.GetValueOrDefault(command.Name)
            ?? "generic." + char.ToUpperInvariant(command.Name[0]) + command.Name[1..] + "Cmd";
        return role == SimulatorRole.RootAdmin && name.StartsWith("vm.", StringComparison.Ordinal)
            ? $"org.apache.cloudstack.api.command.admin.{name}ByAdmin"
            : $"org.apache.cloudstack.api.command.user.{name}";
    }
}
