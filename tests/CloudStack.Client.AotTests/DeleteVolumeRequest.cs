namespace CloudStack.Client.AotTests;

[Command("deleteVolume")]
internal sealed partial class DeleteVolumeRequest : CommandRequest<SuccessResult>
{
    public required string Id { get; init; }
}
