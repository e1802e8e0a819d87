using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>The classes that contain the known values of text fields.</summary>
internal static class EnumNames
{
    /// <summary><c>VirtualMachine.State</c> becomes <c>VirtualMachineState</c>.</summary>
    public static string Of(string name, NameOverrides overrides) =>
        overrides.Enums.GetValueOrDefault(name) ?? name.Replace(".", "", StringComparison.Ordinal);
}
