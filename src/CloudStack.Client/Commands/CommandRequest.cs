using System.ComponentModel;
using System.Text.Json.Serialization;
using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>
/// A command and its parameters. A class derived from this one stands for a command without an answer of interest, whose
/// method returns <see cref="Task"/>; the other base classes say what the answer is. Derived classes are partial and carry
/// <see cref="CommandAttribute"/>; the source generator writes their parameters. A property that is null is not sent; an
/// empty text is (for some parameters that means "clear it").
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
    /// Parameters that this class does not declare, such as those of a newer server or a plug-in. One with the name of a
    /// declared property (letter case aside) replaces it. Names that belong to the protocol (<c>command</c>,
    /// <c>response</c>, <c>apikey</c>, <c>signature</c>, <c>signatureversion</c>, <c>expires</c>, <c>sessionkey</c>) are
    /// refused when the request is sent.
    /// </summary>
    /// <remarks>The server ignores parameters that it does not know: a misspelt name does nothing.</remarks>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IDictionary<string, string> AdditionalParameters =>
        _additionalParameters ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal CommandDescriptor Command => DescribeCommand();

    /// <summary>The facts of <see cref="CommandAttribute"/>. Implemented by the source generator.</summary>
    /// <returns>The same object for every instance of the class.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract CommandDescriptor DescribeCommand();

    /// <summary>Writes the declared parameters. Implemented by the source generator.</summary>
    /// <param name="writer">Takes the parameters in their wire form.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteParameters(ref ParameterWriter writer);

    /// <summary>The parameters, checked.</summary>
    /// <param name="extra">Others, which stand in the address of the method; null for none.</param>
    /// <exception cref="ArgumentException">A parameter is reserved for the protocol or has no wire form.</exception>
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
    /// What the handlers must know of the command. Only the request knows the type of the response, so a command that nobody calls
    /// leaves no reader in a trimmed program.
    /// </summary>
    /// <param name="extra">Parameters beside those of the request; null for none.</param>
    internal virtual CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(Command, CreateParameters(extra), SubmitResponse.Read) { MayBeJob = true, MayBeEmpty = true };

    /// <summary>What the method of the command returns for a response.</summary>
    internal virtual object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => null;

    /// <summary>What the method of a command that is not declared to start a job returns where the server has started one.</summary>
    internal virtual object? CompleteJob(JobResult result)
    {
        result.EnsureSuccess();
        return null;
    }

    /// <summary>The query that stands for the command; null for all commands but those that are sent when somebody enumerates.</summary>
    /// <param name="extra">Parameters beside those of the request; null for none.</param>
    /// <param name="settings">What it shares with other queries.</param>
    internal virtual object? CreateQuery(IReadOnlyList<KeyValuePair<string, string>>? extra, QuerySettings settings) => null;
}
