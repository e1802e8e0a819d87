using CloudStack.Client;

namespace Reader.OwnCommands;

// README: own command
[CloudStackApi]
public interface IVolumesApi
{
    [Command("createVolume", CommandKind.CreateJob)]
    Task<JobHandle<Volume>> CreateVolumeAsync(CreateVolumeRequest request, CancellationToken cancellationToken = default);

    [Command("listVolumes", CommandKind.Read)]
    PagedQuery<Volume> ListVolumes();
}

public sealed partial class CreateVolumeRequest : JobCommandRequest
{
    public required string Name { get; init; }           // sent as "name": the property's name in lower case
    public string? ZoneId { get; init; }                 // null is not sent
    public long? Size { get; init; }
}

[CloudStackModel]
public sealed partial class Volume
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? State { get; init; }
}
// README: end
