namespace CloudStack.Client;

/// <summary>
/// Marks a partial class that holds an answer of the server. The source generator adds the reader, a parameterless
/// constructor if none is declared, and the property <c>ExtraFields</c> with whatever the class does not declare.
/// </summary>
/// <remarks>
/// A property reads the field of its own name in lower case, unless <see cref="WireNameAttribute"/> says otherwise.
/// Reading is lenient: numbers and booleans may arrive as text and the reverse, and any field may be missing, because
/// the server leaves out what is null, what the caller may not see, and what its version does not know.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CloudStackModelAttribute : Attribute;
