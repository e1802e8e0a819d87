using CloudStack.Client;
using Refit;

namespace Reader.OwnCommands;

// README: own command
public interface IVolumesApi
{
    [Post("?command=createVolume")]
    Task<JobHandle<Volume>> CreateVolumeAsync([Body] CreateVolumeRequest request, CancellationToken cancellationToken = default);

    [Get("?command=listVolumes")]
    PagedQuery<Volume> ListVolumes(string? zoneid = null);
}

[Command("createVolume", CommandKind.CreateJob)]
public sealed partial class CreateVolumeRequest : JobCommandRequest<Volume>
{
    public required string Name { get; init; }           // sent as "name": the property's name in lowercase
    public string? ZoneId { get; init; }                 // null isn't sent
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
