using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Simulator;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>A client on virtual time whose connection replays recorded responses.</summary>
internal sealed class Replay : IAsyncDisposable
{
    public const string ApiKey = "replayed-api-key";
    public const string SecretKey = "replayed-secret-key";

    public Replay(Func<SentRequest, RecordedAnswer> answer, int maxRetries = 0, CloudStackCredentials? credentials = null)
    {
        Clock = new ManualTimeProvider();
        Handler = new ReplayHandler(answer);
        Client = new CloudStackClient(
            new CloudStackClientOptions
            {
                Endpoint = new Uri("http://cloud.example.org/client/api"),
                Credentials = credentials ?? new ApiKeyCredentials(ApiKey, SecretKey),
                MaxRetries = maxRetries,
            },
            Handler,
            loggerFactory: null,
            Clock);
    }

    public ManualTimeProvider Clock { get; }

    public ReplayHandler Handler { get; }

    public CloudStackClient Client { get; }

    public IReadOnlyList<SentRequest> Requests => Handler.Requests;

    /// <summary>A replay that returns the same response to everything.</summary>
    public static Replay Of(RecordedAnswer answer) => new(_ => answer);

    /// <summary>A replay of responses in order; an extra request fails the test.</summary>
    public static Replay Of(IEnumerable<RecordedAnswer> answers, int maxRetries = 0, CloudStackCredentials? credentials = null)
    {
        Queue<RecordedAnswer> queue = new(answers);
        return new Replay(
            sent => queue.TryDequeue(out RecordedAnswer? answer)
                ? answer
                : throw new AssertionException($"{sent.Command} was sent, but the recording has no response left."),
            maxRetries,
            credentials);
    }

    /// <summary>How often a command was sent.</summary>
    public int Count(string command) => Requests.Count(request => request.Command == command);

    public Task<T> RunAsync<T>(Func<CloudStackClient, Task<T>> call) => Clock.RunUntilAsync(() => call(Client), TimeSpan.FromHours(3));

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Handler.Dispose();
    }
}
