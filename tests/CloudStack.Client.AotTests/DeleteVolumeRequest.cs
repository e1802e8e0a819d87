namespace CloudStack.Client.AotTests;

internal sealed partial class DeleteVolumeRequest : CommandRequest
{
    public required string Id { get; init; }
}
