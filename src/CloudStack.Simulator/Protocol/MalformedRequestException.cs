namespace CloudStack.Simulator;

/// <summary>A request that the container refuses before the API sees it; the answer is an HTML page.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
