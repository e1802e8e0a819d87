using System.ComponentModel;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// The parameters of one command. Derived classes are partial; the source generator writes their parameters. A property
/// that is null is not sent; an empty text is (for some parameters that means "clear it").
/// </summary>
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

    /// <summary>Writes the declared parameters. Implemented by the source generator.</summary>
    /// <param name="writer">Takes the parameters in their wire form.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteParameters(ref ParameterWriter writer);

    internal void WriteTo(ref ParameterWriter writer) => WriteParameters(ref writer);
}
