using CloudStack.Client.Generation;
using CloudStack.Client.Http;

namespace CloudStack.Client.Commands;

/// <summary>A command that is sent by its name; its response is whatever JSON comes.</summary>
internal sealed class NamedCommandRequest(string command, IEnumerable<KeyValuePair<string, string>>? given) : CommandRequest
{
    private readonly CommandDescriptor _command = new(command, CommandKinds.Guess(command));

    internal override ParameterList CreateParameters(IReadOnlyList<KeyValuePair<string, string>>? extra) => ParameterList.Checked(given);

    internal override CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(_command, CreateParameters(extra), static (ref reader, _, _) => (object)(reader.ReadElement() ?? default));

    internal override object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => response;

    protected override CommandDescriptor DescribeCommand() => _command;

    protected override void WriteParameters(ref ParameterWriter writer)
    {
        // They are given as they are.
    }
}
