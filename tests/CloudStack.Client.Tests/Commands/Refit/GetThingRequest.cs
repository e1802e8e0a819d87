namespace CloudStack.Client.Tests.Commands;

[Command("getThing", CommandKind.Read)]
internal sealed partial class GetThingRequest : CommandRequest<Thing>
{
    public string? Name { get; init; }
}
