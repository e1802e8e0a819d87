namespace CloudStack.Client;

/// <summary>
/// Marks a request property, or a parameter of a method without a request class, whose value is a secret. The value is masked in logs, and scrubbed from every text that
/// the server sends back (its errors repeat the values of parameters).
/// </summary>
/// <remarks>Parameters with telling names (<c>password</c>, <c>secretkey</c>, <c>userdata</c> …) need no mark.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class SensitiveAttribute : Attribute;
