namespace CloudStack.Simulator;

/// <summary>A request as the fake server takes it from the wire.</summary>
/// <param name="Method">The HTTP verb in upper case.</param>
/// <param name="Path">The path, such as <c>/client/api</c>.</param>
/// <param name="Query">The query string as sent, without the question mark; empty if there is none.</param>
/// <param name="Form">The form body as sent; empty if there is none or the body is of another type.</param>
/// <param name="Cookies">The header <c>Cookie</c> as sent; empty if there is none.</param>
public sealed record SimulatorRequest(string Method, string Path, string Query, string Form, string Cookies = "");
