namespace CloudStack.Simulator;

/// <summary>A message that a real server would publish on its event bus.</summary>
/// <param name="RoutingKey">
/// The routing key of the topic exchange, such as <c>management-server.AsyncJobEvent.complete.VirtualMachine.2f9e…</c>.
/// </param>
/// <param name="Body">The body: a JSON object on one line. It contains all parameters of the request, including secrets.</param>
public sealed record SimulatorBusMessage(string RoutingKey, string Body);
