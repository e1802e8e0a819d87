namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A property of a request, or of a record in it.</summary>
/// <param name="WireName">Its name on the wire.</param>
/// <param name="Property">Its name in the class.</param>
/// <param name="Form">How it is written.</param>
/// <param name="IsSensitive">Whether its value is a secret.</param>
/// <param name="Copy">The expression that converts it to the required type; null if it has that type.</param>
/// <param name="Style">The member of <c>MapStyle</c>; null for the default.</param>
/// <param name="RecordType">The class of the records.</param>
/// <param name="Entries">The properties of the records.</param>
internal sealed record ParameterShape(
    string WireName,
    string Property,
    ParameterForm Form,
    bool IsSensitive,
    string? Copy = null,
    string? Style = null,
    string? RecordType = null,
    EquatableArray<ParameterShape> Entries = default);
