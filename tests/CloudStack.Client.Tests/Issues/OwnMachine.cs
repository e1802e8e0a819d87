namespace CloudStack.Client.Tests.Issues;

/// <summary>What a caller has made for itself of a machine.</summary>
[CloudStackModel]
internal sealed partial class OwnMachine
{
    public string? Id { get; init; }
}
