namespace CloudStack.Client.Tests.Commands;

[Command("listThings")]
internal sealed partial class ListThingsRequest : QueryRequest<Thing>
{
    public string? Name { get; init; }
}
