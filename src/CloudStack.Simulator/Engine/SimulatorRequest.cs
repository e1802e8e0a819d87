namespace CloudStack.Simulator;

/// <summary>A request as the fake server receives it.</summary>
/// <param name="Method">The HTTP verb in upper case.</param>
/// <param name="Path">The path, such as <c>/client/api</c>.</param>
/// <param name="Query">The query string as sent, without the question mark; empty if there is none.</param>
/// <param name="Form">The form body as sent; empty if there is none or the body has another type.</param>
/// <param name="Cookies">The <c>Cookie</c> header as sent; empty if there is none.</param>
public sealed record SimulatorRequest(string Method, string Path, string Query, string Form, string Cookies = "");
