using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Tests.Support;

/// <summary>Keeps what is logged, by the number of the event.</summary>
internal sealed class EventLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Text)> _events = new();

    public IReadOnlyList<string> Of(int id) => [.. _events.Where(item => item.Id == id).Select(item => item.Text)];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
