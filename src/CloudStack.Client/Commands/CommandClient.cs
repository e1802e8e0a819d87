using System.Text.Json;
using CloudStack.Client.Commands;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>Sends requests and named commands the same way as the methods of interfaces.</summary>
internal sealed class CommandClient(HttpMessageInvoker commands) : ICommandClient
{
    public Task SendAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is JobCommandRequest
            ? throw new ArgumentException($"{request.Command} is asynchronous; use SubmitAsync, which returns the handle of its job.", nameof(request))
            : ExecuteAsync(request, cancellationToken);
    }

    public async Task<T> SendAsync<T>(CommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);
        return (T)(await ExecuteAsync(request, cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<IReadOnlyList<T>> SendAsync<T>(ListCommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);
        return (IReadOnlyList<T>)(await ExecuteAsync(request, cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<JobHandle> SubmitAsync(JobCommandRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (JobHandle)(await ExecuteAsync(request, cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<JobHandle<T>> SubmitAsync<T>(JobCommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);
        return (JobHandle<T>)(await ExecuteAsync(request, cancellationToken).ConfigureAwait(false))!;
    }

    public PagedQuery<T> Query<T>(QueryRequest<T> request)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);

        // This doesn't block: nothing is sent, and nothing is waited for.
        return (PagedQuery<T>)ExecuteAsync(request, CancellationToken.None).GetAwaiter().GetResult()!;
    }

    public async Task<JsonElement> SendAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default) =>
        (JsonElement)(await ExecuteAsync(new NamedCommandRequest(command, parameters), cancellationToken).ConfigureAwait(false))!;

    public async Task<JobHandle> SubmitAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default) =>
        (JobHandle)(await ExecuteAsync(new NamedJobRequest(command, parameters), cancellationToken).ConfigureAwait(false))!;

    private Task<object?> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken) => commands.ExecuteAsync(request, extra: null, cancellationToken);
}
