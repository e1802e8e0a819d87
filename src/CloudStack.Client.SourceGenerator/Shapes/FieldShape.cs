namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A property of a model.</summary>
/// <param name="WireName">The name of its field.</param>
/// <param name="Property">Its name in the class.</param>
/// <param name="Read">The expression that reads it.</param>
/// <param name="Fallback">What replaces null if the type isn't nullable; null if it is.</param>
/// <param name="FillWhenAbsent">Whether the fallback must be assigned if the field is missing.</param>
internal sealed record FieldShape(string WireName, string Property, string Read, string? Fallback, bool FillWhenAbsent);
