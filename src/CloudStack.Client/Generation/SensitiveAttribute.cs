namespace CloudStack.Client;

/// <summary>
/// Marks a request property, or a parameter of a method without a request class, whose value is a secret. The value is masked in
/// logs, and removed from all texts that the server sends back (its errors repeat the values of parameters).
/// </summary>
/// <remarks>Parameters with names such as <c>password</c>, <c>secretkey</c> and <c>userdata</c> don't need the attribute.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class SensitiveAttribute : Attribute;
