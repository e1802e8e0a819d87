using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Typed;

/// <summary>One client for many calls; each call has its own responses and its own list of what was sent.</summary>
internal sealed class TypedCloud : IAsyncDisposable
{
    public const string ApiKey = Replay.ApiKey;
    public const string SecretKey = Replay.SecretKey;

    private readonly Replay _replay;
    private Func<SentRequest, RecordedAnswer> _answer = _ => Answers.EmptyList;

    public TypedCloud() => _replay = new Replay(sent => _answer(sent));

    public CloudStackClient Client => _replay.Client;

    public Simulator.ManualTimeProvider Clock => _replay.Clock;

    public IReadOnlyList<SentRequest> Requests => _replay.Requests;

    public Task<TypedOutcome> RunAsync(
        TypedMethod method,
        CommandRequest? request,
        Func<SentRequest, RecordedAnswer> answer,
        (int Number, int Size)? page = null,
        bool waits = true,
        Func<CloudStackClient, ICloudStackClient>? view = null)
    {
        _answer = answer;
        _replay.Handler.Requests.Clear();
        return _replay.RunAsync(client => method.RunAsync(view is null ? client : (CloudStackClient)view(client), request, page, waits));
    }

    public ValueTask DisposeAsync() => _replay.DisposeAsync();
}
