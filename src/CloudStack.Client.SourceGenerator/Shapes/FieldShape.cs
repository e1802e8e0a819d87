namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A property of a model.</summary>
/// <param name="WireName">The name of its field.</param>
/// <param name="Property">Its name in the class.</param>
/// <param name="Read">The expression that reads it.</param>
/// <param name="Fallback">What stands in for null where the type allows none; null if it does.</param>
/// <param name="FillWhenAbsent">Whether the fallback must be assigned when the field does not come at all.</param>
internal sealed record FieldShape(string WireName, string Property, string Read, string? Fallback, bool FillWhenAbsent);
