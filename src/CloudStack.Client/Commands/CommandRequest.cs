using System.ComponentModel;
using CloudStack.Client.Generation;
using CloudStack.Client.Transport;

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
    public IDictionary<string, string> AdditionalParameters =>
        _additionalParameters ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyDictionary<string, string>? AdditionalParametersOrNull => _additionalParameters;

    internal CommandDescriptor Command => DescribeCommand();

    /// <summary>The facts of <see cref="CommandAttribute"/>. Implemented by the source generator.</summary>
    /// <returns>The same object for every instance of the class.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract CommandDescriptor DescribeCommand();

    /// <summary>Writes the declared parameters. Implemented by the source generator.</summary>
    /// <param name="writer">Takes the parameters in their wire form.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteParameters(ref ParameterWriter writer);

    internal void WriteTo(ref ParameterWriter writer) => WriteParameters(ref writer);

    /// <summary>
    /// Sends the command and gives what its method returns: null, an object, a list, a handle, or a query. Only the request
    /// knows the type of the answer, so a command that nobody calls leaves no reader in a trimmed program.
    /// </summary>
    /// <param name="commands">Sends it.</param>
    /// <param name="extra">Parameters beside those of the request; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal virtual Task<object?> ExecuteAsync(CommandClient commands, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(this, extra, cancellationToken);
}
