namespace CloudStack.Client.AotTests;

[CloudStackModel]
internal sealed partial class Nic
{
    public string? IPAddress { get; init; }
}
