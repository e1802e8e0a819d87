using Microsoft.Extensions.Logging;

namespace CloudStack.Client.RabbitMq;

/// <summary>All log messages of the source. They never contain message bodies, because those contain secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Listening for completed jobs: {Source}.")]
    public static partial void Connected(ILogger logger, string source);

    [LoggerMessage(2, LogLevel.Debug, "Skipped a message with routing key {RoutingKey} and {Bytes} bytes, because it names no completed job.")]
    public static partial void Skipped(ILogger logger, string routingKey, int bytes);
}
