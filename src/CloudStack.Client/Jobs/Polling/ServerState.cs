using CloudStack.Client.Generation;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>A management server as <c>listManagementServers</c> returns it.</summary>
[CloudStackModel]
internal sealed partial class ServerState
{
    public string? Id { get; init; }

    public string? State { get; init; }

    public bool IsDown => "Down".Equals(State, StringComparison.OrdinalIgnoreCase);
}
