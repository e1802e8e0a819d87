using System.Reflection;
using Refit;

namespace CloudStack.Client.Commands;

/// <summary>Passes request objects and results through Refit unchanged.</summary>
internal sealed class CommandSerializer : IHttpContentSerializer, ISynchronousContentSerializer
{
    public HttpContent ToHttpContentSynchronous<T>(T item) => ToHttpContent(item);

    public HttpContent ToStreamingHttpContent<T>(T item) => ToHttpContent(item);

    /// <exception cref="ArgumentNullException">The request is null.</exception>
    public HttpContent ToHttpContent<T>(T item)
    {
#pragma warning disable CA2208 // The name is that of the interface method's parameter.
        return item switch
        {
            CommandRequest request => new CommandContent(request),
            null => throw new ArgumentNullException("request", "A command cannot be sent without its request; for a command without parameters, pass an empty one."),
            _ => throw new ArgumentException($"The [Body] of a command must be a class derived from CommandRequest, but {typeof(T)} is not.", "request"),
        };
#pragma warning restore CA2208
    }

    /// <exception cref="ResponseFormatException">The method returns a different type than the request declares.</exception>
    public Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        if (content is not ResultContent answer)
        {
            throw new InvalidOperationException("A handler in front of the client has replaced the content of the response. Return the response of the client unchanged.");
        }

        return answer.Take() is T result ? Task.FromResult<T?>(result) : throw answer.Mismatch(typeof(T).ToString());
    }

    /// <summary>Refit calls this only for form bodies, which commands don't have.</summary>
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;
}
