namespace CloudStack.Simulator;

/// <summary>A request that the container refuses before it reaches the API. The response is an HTML page.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
