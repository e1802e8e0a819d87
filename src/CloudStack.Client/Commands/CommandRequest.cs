using System.ComponentModel;
using System.Text.Json.Serialization;
using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>
/// A command and its parameters. A class that derives directly from this one represents a command whose response isn't needed, and
/// its method returns <see cref="Task"/>. The other base classes determine what the response is. Derived classes are partial and
/// have a <see cref="CommandAttribute"/>; the source generator writes their parameters. A property that is null isn't sent. An
/// empty string is sent, and for some parameters it means "clear the value".
/// </summary>
/// <seealso cref="CommandRequest{T}"/>
/// <seealso cref="ListCommandRequest{T}"/>
/// <seealso cref="QueryRequest{T}"/>
/// <seealso cref="JobCommandRequest"/>
/// <seealso cref="JobCommandRequest{T}"/>
public abstract class CommandRequest
{
    private Dictionary<string, string>? _additionalParameters;

    /// <summary>
    /// Parameters that this class doesn't declare, such as those of a newer server or a plug-in. A parameter with the name of a
    /// declared property (ignoring case) replaces it. Names that are reserved by the protocol (<c>command</c>, <c>response</c>,
    /// <c>apikey</c>, <c>signature</c>, <c>signatureversion</c>, <c>expires</c>, <c>sessionkey</c>) are refused when the request is
    /// sent.
    /// </summary>
    /// <remarks>The server ignores parameters that it doesn't know, so a misspelled name has no effect.</remarks>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IDictionary<string, string> AdditionalParameters =>
        _additionalParameters ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal CommandDescriptor Command => DescribeCommand();

    /// <summary>The values of <see cref="CommandAttribute"/>. Implemented by the source generator.</summary>
    /// <returns>The same object for every instance of the class.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract CommandDescriptor DescribeCommand();

    /// <summary>Writes the declared parameters. Implemented by the source generator.</summary>
    /// <param name="writer">Receives the parameters in their wire format.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteParameters(ref ParameterWriter writer);

    /// <summary>Creates the parameters and validates them.</summary>
    /// <param name="extra">Additional parameters from the address of the method; null for none.</param>
    /// <exception cref="ArgumentException">A parameter is reserved by the protocol or has no wire format.</exception>
    internal virtual ParameterList CreateParameters(IReadOnlyList<KeyValuePair<string, string>>? extra)
    {
        ParameterList parameters = new();
        ParameterWriter writer = new(parameters);
        WriteParameters(ref writer);
        if (extra is not null)
        {
            parameters.SetChecked(extra, Command.SensitiveParameters);
        }

        if (_additionalParameters is not null)
        {
            parameters.SetChecked(_additionalParameters);
        }

        return parameters;
    }

    /// <summary>
    /// What the handlers need to know about the command. Only the request knows the type of the response, so a command that is
    /// never called leaves no reader in a trimmed program.
    /// </summary>
    /// <param name="extra">Parameters in addition to those of the request; null for none.</param>
    internal virtual CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(Command, CreateParameters(extra), SubmitResponse.Read) { MayBeJob = true, MayBeEmpty = true };

    /// <summary>Returns what the command's method returns for a response.</summary>
    internal virtual object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => null;

    /// <summary>Returns what the method returns when the server has started a job for a command that isn't declared to start one.</summary>
    internal virtual object? CompleteJob(JobResult result)
    {
        result.EnsureSuccess();
        return null;
    }

    /// <summary>
    /// Creates the query that represents the command; null for all commands except those that are sent when the query is
    /// enumerated.
    /// </summary>
    /// <param name="extra">Parameters in addition to those of the request; null for none.</param>
    /// <param name="settings">The settings that the query shares with other queries.</param>
    internal virtual object? CreateQuery(IReadOnlyList<KeyValuePair<string, string>>? extra, QuerySettings settings) => null;
}
