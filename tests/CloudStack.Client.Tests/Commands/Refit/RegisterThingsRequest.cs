namespace CloudStack.Client.Tests.Commands;

[Command("registerThings")]
internal sealed partial class RegisterThingsRequest : ListCommandRequest<Thing>
{
    public string? Name { get; init; }
}
