using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>Describes <em>how</em> a job ended. Immutable and thread-safe.</summary>
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

    /// <summary>Why the outcome is unknown; null unless <see cref="Outcome"/> is <see cref="JobOutcome.Unknown"/>.</summary>
    public UnknownReason? UnknownReason => _completion.UnknownReason;

    /// <summary>The job.</summary>
    public JobHandle Job { get; }

    /// <summary>
    /// The number that the server sent as <c>jobstatus</c>: 1 for success, 2 for failure. A few commands report a failure as 1
    /// (<c>success: false</c>); <see cref="Outcome"/> takes that into account. Null if the server reported nothing.
    /// </summary>
    public int? RawStatus => _completion.Snapshot?.RawStatus;

    /// <summary>When the server accepted the job; null if the server reported nothing.</summary>
    public DateTimeOffset? CreatedAt => _completion.Snapshot?.CreatedAt;

    /// <summary>When the job ended; null if the server reported nothing.</summary>
    public DateTimeOffset? CompletedAt => _completion.Snapshot?.CompletedAt;

    /// <summary>How long this wait took; zero for a command that was answered directly.</summary>
    public TimeSpan Waited => _completion.Waited;

    /// <summary>How many polls of the job this wait saw.</summary>
    public int Polls => _completion.Polls;

    /// <summary>
    /// The key under which the server put the result, such as <c>virtualmachine</c>, or the text <c>null</c> if the server omitted
    /// the name; null if there is no result.
    /// </summary>
    public string? ResultKey => _completion.ResultKey;

    /// <summary>The JSON of the result; empty if there is none. It may contain a password of the resource.</summary>
    public ReadOnlyMemory<byte> RawResult => _completion.RawResult;

    /// <summary>Everything that the server reported about the finished job; null if it reported nothing.</summary>
    public JobSnapshot? Snapshot => _completion.Snapshot;

    internal JobCompletion Completion => _completion;

    /// <summary>Reads the result as one of your own types, or as a different type of the SDK.</summary>
    /// <typeparam name="TModel">The type, a class with <see cref="CloudStackModelAttribute"/>.</typeparam>
    /// <returns>The result; null if there is none, or if it isn't an object.</returns>
    /// <exception cref="ResponseFormatException">
    /// <typeparamref name="TModel"/> is a type of the SDK and the result has a different one. Your own types can read any result.
    /// </exception>
    public TModel? ReadAs<TModel>()
        where TModel : class, ICloudStackModel<TModel> => JobResultReader.OtherModel<TModel>(_completion, Job.Identity.Command) is { } other
            ? throw OfAnotherModel<TModel>(other)
            : JobResultReader.Read<TModel>(_completion);

    /// <summary>Throws unless the job succeeded.</summary>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">It's unknown how the job ended.</exception>
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

    /// <summary>Returns the job and its outcome.</summary>
    /// <returns>A string for logs. It contains nothing from the result.</returns>
    public override string ToString() => $"{Job}: {Outcome}";

    /// <summary>This loses nothing: the job is over, and its result can be read as the type that it has.</summary>
    private protected ResponseFormatException OfAnotherModel<TModel>(string other)
    {
        string wanted = typeof(TModel).IsGenericType ? $"list of {typeof(TModel).GenericTypeArguments[0].Name}" : typeof(TModel).Name;
        return new ResponseFormatException(
            $"The result of {Job} is under '{ResultKey}' and has the type {other}, not {wanted}. Resume the job with the type of its result, or read this result with ReadAs<{other}>.",
            Job.Command,
            httpStatus: 200,
            snippet: null) { Job = Job };
    }
}
