namespace CloudStack.Client.AotTests;

[CloudStackModel]
internal sealed partial class Machine
{
    public required string Id { get; init; }

    public string? State { get; init; }

    public int? CpuNumber { get; init; }

    public DateTimeOffset? Created { get; init; }

    public IReadOnlyList<Nic> Nic { get; init; } = [];
}
