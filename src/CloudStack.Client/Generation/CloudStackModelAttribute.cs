namespace CloudStack.Client;

/// <summary>
/// Marks a partial class that represents a server response. The source generator adds the reader, a parameterless constructor if
/// none is declared, and the property <c>ExtraFields</c> with all fields that the class doesn't declare.
/// </summary>
/// <remarks>
/// A property reads the field with its own name in lower case, unless <see cref="WireNameAttribute"/> says otherwise. Reading is
/// lenient: numbers and booleans may arrive as text and vice versa, and any field may be missing, because the server omits fields
/// that are null, that the caller isn't allowed to see, or that its version doesn't have.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CloudStackModelAttribute : Attribute;
