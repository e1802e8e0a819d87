using CloudStack.Client.Generation;

namespace CloudStack.Client.Commands;

/// <summary>An asynchronous command that is sent by its name. It may be one that creates something, so it is treated as one.</summary>
internal sealed class NamedJobRequest(string command, IEnumerable<KeyValuePair<string, string>>? given) : JobCommandRequest
{
    private readonly CommandDescriptor _command = new(command, CommandKind.CreateJob);

    internal override ParameterList CreateParameters(IReadOnlyList<KeyValuePair<string, string>>? extra) => ParameterList.Checked(given);

    protected override CommandDescriptor DescribeCommand() => _command;

    protected override void WriteParameters(ref ParameterWriter writer)
    {
        // They are given as they are.
    }
}
