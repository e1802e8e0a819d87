using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests.Mutations;

/// <summary>A typed call whose recorded responses can be corrupted: a synchronous command, or a job with its last poll.</summary>
internal sealed class MutatedCall
{
    private const int MostRequests = 200;

    private readonly TypedMethod _method;
    private readonly CommandRequest _request;
    private readonly RecordedAnswer _answer;
    private readonly RecordedAnswer? _poll;

    public MutatedCall(TypedMethod method, RecordedExchange exchange, RecordedAnswer? poll)
    {
        _method = method;
        _request = new RecordedRequest(method, exchange.Parameters).Request;
        _answer = exchange.Answer;
        _poll = poll;
        Size = Math.Max(_answer.Body.Length, poll?.Body.Length ?? 0);
    }

    /// <summary>The length of the longest response.</summary>
    public int Size { get; }

    /// <summary>Whether the call succeeds with the original responses.</summary>
    public bool IsGood => _answer.Status == 200 && _answer.Body.AsSpan().StartsWith("{"u8);

    /// <summary>Makes the call. The first response of a synchronous command, or the submit or first poll of a job, is corrupted.</summary>
    /// <param name="cloud">The client.</param>
    /// <param name="damage">Corrupts a body.</param>
    /// <param name="damagesPoll">Whether the poll is corrupted.</param>
    public Task<TypedOutcome> RunAsync(TypedCloud cloud, Func<byte[], byte[]> damage, bool damagesPoll)
    {
        int requests = 0;
        int polls = 0;
        return cloud.RunAsync(
            _method,
            _request,
            sent => ++requests > MostRequests ? throw new AssertionException($"{_method.Command.Name} never ended.")
                : _method.Command.Async && sent.Command == JobReplay.Query ? polls++ == 0 && damagesPoll ? _poll!.With(damage(_poll.Body)) : _poll ?? Unknown
                : damagesPoll && _poll is not null ? _answer
                : requests == 1 ? _answer.With(damage(_answer.Body))
                : _answer,
            _method.Command.Paged ? (1, 500) : null);
    }

    public override string ToString() => _method.ToString();

    private static RecordedAnswer Unknown { get; } = Answers.Json(
        """{"queryasyncjobresultresponse":{"uuidList":[],"errorcode":431,"cserrorcode":9999,"errortext":"Invalid parameter jobid value=x due to incorrect long value format, or entity does not exist"}}""", 431);
}
