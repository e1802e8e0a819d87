using CloudStack.Client.Generation;
using CloudStack.Client.Http;

namespace CloudStack.Client.Commands;

/// <summary>A command that is sent by name. Its response can be any JSON.</summary>
internal sealed class NamedCommandRequest(string command, IEnumerable<KeyValuePair<string, string>>? given) : CommandRequest
{
    private readonly CommandDescriptor _command = new(command, CommandKinds.Guess(command)) { HasUnknownResponse = true };

    internal override ParameterList CreateParameters(IReadOnlyList<KeyValuePair<string, string>>? extra) => ParameterList.Checked(given);

    internal override CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(_command, CreateParameters(extra), static (ref reader, _, _) => (object)(reader.ReadElement() ?? default));

    internal override object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => response;

    protected override CommandDescriptor DescribeCommand() => _command;

    protected override void WriteParameters(ref ParameterWriter writer)
    {
        // The parameters are passed on as the caller gave them.
    }
}
