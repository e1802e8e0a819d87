namespace CloudStack.Client.Tests.Commands;

[CloudStackModel]
internal sealed partial class Thing
{
    public string? Id { get; init; }

    public string? Name { get; init; }
}
