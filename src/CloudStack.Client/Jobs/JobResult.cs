using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>Says <em>how</em> a job ended. Immutable and thread-safe.</summary>
public class JobResult
{
    private readonly JobCompletion _completion;

    internal JobResult(JobHandle job, JobCompletion completion)
    {
        Job = job;
        _completion = completion;
    }

    /// <summary>Succeeded, failed, or unknown.</summary>
    public JobOutcome Outcome => _completion.Outcome;

    /// <summary>Whether the job succeeded.</summary>
    public bool IsSuccess => Outcome == JobOutcome.Succeeded;

    /// <summary>Why the job failed; null unless <see cref="Outcome"/> is <see cref="JobOutcome.Failed"/>.</summary>
    public JobError? Error => _completion.Error;

    /// <summary>Why nobody can tell; null unless <see cref="Outcome"/> is <see cref="JobOutcome.Unknown"/>.</summary>
    public UnknownReason? UnknownReason => _completion.UnknownReason;

    /// <summary>The job.</summary>
    public JobHandle Job { get; }

    /// <summary>
    /// The number that the server sent as <c>jobstatus</c>: 1 success, 2 failure. A few commands report a failure under 1
    /// (<c>success: false</c>); <see cref="Outcome"/> knows. Null where the server told nothing.
    /// </summary>
    public int? RawStatus => _completion.Snapshot?.RawStatus;

    /// <summary>When the server accepted the job; null where it told nothing.</summary>
    public DateTimeOffset? CreatedAt => _completion.Snapshot?.CreatedAt;

    /// <summary>When the job ended; null where the server told nothing.</summary>
    public DateTimeOffset? CompletedAt => _completion.Snapshot?.CompletedAt;

    /// <summary>How long this wait took; zero for a command that answered directly.</summary>
    public TimeSpan Waited => _completion.Waited;

    /// <summary>How many polls of the job this wait saw.</summary>
    public int Polls => _completion.Polls;

    /// <summary>
    /// The key below which the server put the result, such as <c>virtualmachine</c>, or the text <c>null</c> where it forgot
    /// the name; null where there is no result.
    /// </summary>
    public string? ResultKey => _completion.ResultKey;

    /// <summary>The JSON of the result; empty where there is none. It may hold a password of the resource.</summary>
    public ReadOnlyMemory<byte> RawResult => _completion.RawResult;

    /// <summary>Everything the server said about the finished job; null where it told nothing.</summary>
    public JobSnapshot? Snapshot => _completion.Snapshot;

    internal JobCompletion Completion => _completion;

    /// <summary>Reads the result as a type of your own, or as another one of the SDK.</summary>
    /// <typeparam name="TModel">The type, a <see cref="CloudStackModelAttribute"/> class.</typeparam>
    /// <returns>The result; null if there is none, or it is no object.</returns>
    /// <exception cref="ResponseFormatException">
    /// <typeparamref name="TModel"/> is a type of the SDK and the result is another one. Types of your own read any result.
    /// </exception>
    public TModel? ReadAs<TModel>()
        where TModel : class, ICloudStackModel<TModel> => JobResultReader.OtherModel<TModel>(_completion, Job.Identity.Command) is { } other
            ? throw OfAnotherModel<TModel>(other)
            : JobResultReader.Read<TModel>(_completion);

    /// <summary>Throws unless the job succeeded.</summary>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">Nobody can tell how the job ended.</exception>
    public void EnsureSuccess()
    {
        switch (Outcome)
        {
            case JobOutcome.Failed:
                throw new JobFailedException(this);
            case JobOutcome.Unknown:
                throw new JobOutcomeUnknownException(this);
        }
    }

    /// <summary>The job and its outcome.</summary>
    /// <returns>A text for logs; it holds nothing of the result.</returns>
    public override string ToString() => $"{Job}: {Outcome}";

    /// <summary>Nothing is lost by it: the job is over, and its result can be read as what it is.</summary>
    private protected ResponseFormatException OfAnotherModel<TModel>(string other)
    {
        string wanted = typeof(TModel).IsGenericType ? $"list of {typeof(TModel).GenericTypeArguments[0].Name}" : typeof(TModel).Name;
        return new ResponseFormatException(
            $"The result of {Job} stands below '{ResultKey}' and is of the type {other}, not {wanted}. Resume the job with the type of its result, or read this result with ReadAs<{other}>.",
            Job.Command,
            httpStatus: 200,
            snippet: null) { Job = Job };
    }
}
