using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Tests.Support;

/// <summary>Keeps log messages, by event id.</summary>
internal sealed class EventLog : ILoggerFactory
{
    private readonly ConcurrentQueue<(string Category, EventId Id, string Text)> _events = new();

    /// <summary>The distinct events: category, id and name.</summary>
    public IReadOnlyList<string> Kinds => [.. _events.Select(item => $"{item.Category} {item.Id.Id} {item.Id.Name}").Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Texts => [.. _events.Select(item => item.Text)];

    public IReadOnlyList<string> Of(int id) => [.. _events.Where(item => item.Id.Id == id).Select(item => item.Text)];

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Category(EventLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log._events.Enqueue((name, eventId, formatter(state, exception)));
    }
}
