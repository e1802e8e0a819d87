namespace CloudStack.Client.Tests.Issues;

/// <summary>A caller's own model of a machine.</summary>
[CloudStackModel]
internal sealed partial class OwnMachine
{
    public string? Id { get; init; }
}
