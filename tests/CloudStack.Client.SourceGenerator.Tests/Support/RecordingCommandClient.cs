using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>Notes what generated methods ask of the client.</summary>
internal sealed class RecordingCommandClient : ICommandClient
{
    public sealed record Call(string Method, CommandDescriptor Command, CommandRequest? Request, CancellationToken Token);

    public List<Call> Calls { get; } = [];

    public Task SendAsync(CommandDescriptor command, CommandRequest? request, CancellationToken cancellationToken) =>
        Note<object>("Send", command, request, cancellationToken);

    public Task<T> SendAsync<T>(CommandDescriptor<T> command, CommandRequest? request, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T> => Note<T>("Send<T>", command, request, cancellationToken);

    public Task<IReadOnlyList<T>> SendListAsync<T>(CommandDescriptor<T> command, CommandRequest? request, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T> => Note<IReadOnlyList<T>>("SendList<T>", command, request, cancellationToken);

    public Task<JobHandle> SubmitAsync(CommandDescriptor command, JobCommandRequest? request, CancellationToken cancellationToken) =>
        Note<JobHandle>("Submit", command, request, cancellationToken);

    public Task<JobHandle<T>> SubmitAsync<T>(CommandDescriptor<T> command, JobCommandRequest? request, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T> => Note<JobHandle<T>>("Submit<T>", command, request, cancellationToken);

    public PagedQuery<T> Query<T>(CommandDescriptor<T> command, CommandRequest? request)
        where T : class, ICloudStackModel<T>
    {
        Calls.Add(new Call("Query<T>", command, request, default));
        return null!;
    }

    public Task<JsonElement> SendAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("Generated code does not send commands by name.");

    public Task<JobHandle> SubmitAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("Generated code does not submit commands by name.");

    private Task<T> Note<T>(string method, CommandDescriptor command, CommandRequest? request, CancellationToken token)
    {
        Calls.Add(new Call(method, command, request, token));
        return Task.FromResult<T>(default!);
    }
}
