using CloudStack.Client.Generation;

namespace CloudStack.Client.Commands;

/// <summary>An asynchronous command that is sent by name. It may create something, so it is treated as a create command.</summary>
internal sealed class NamedJobRequest(string command, IEnumerable<KeyValuePair<string, string>>? given) : JobCommandRequest
{
    private readonly CommandDescriptor _command = new(command, CommandKind.CreateJob);

    internal override ParameterList CreateParameters(IReadOnlyList<KeyValuePair<string, string>>? extra) => ParameterList.Checked(given);

    protected override CommandDescriptor DescribeCommand() => _command;

    protected override void WriteParameters(ref ParameterWriter writer)
    {
        // The parameters are passed on as the caller gave them.
    }
}
