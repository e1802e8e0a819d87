using System.Text;
using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Secrets;

namespace CloudStack.Client.Jobs;

/// <summary>Turns the final response of a job into an outcome, and its result into a typed value.</summary>
internal static class JobResultReader
{
    public static JobCompletion Complete(JobSnapshot snapshot, JobIdentity job)
    {
        switch (snapshot.Status)
        {
            case JobStatus.NotFound:
                return JobCompletion.NotFound(snapshot);
            case JobStatus.Succeeded:
                if (ErrorOf(snapshot.RawResult.Span) is { } error)
                {
                    return Failed(snapshot, error, job);
                }

                Located located = Locate(snapshot.RawResult.Span, job.ResultKey);
                string? key = located.Key;
                ReadOnlyMemory<byte> value = snapshot.RawResult.Slice(located.Start, located.Length);
                return located.SaysFailure
                    ? new JobCompletion(JobOutcome.Failed)
                    {
                        Snapshot = snapshot,
                        Error = new JobError(snapshot.ResultCode ?? 0, Reason(Details(value), job), ErrorKind.Unknown),
                        ResultKey = key,
                        RawResult = value,
                    }
                    : new JobCompletion(JobOutcome.Succeeded) { Snapshot = snapshot, ResultKey = key, RawResult = value };
            default:
                return new JobCompletion(JobOutcome.Failed)
                {
                    Snapshot = snapshot,
                    Error = snapshot.Error,
                    RawResult = snapshot.RawResult,
                };
        }
    }

    public static T? Read<T>(JobCompletion completion)
        where T : class, ICloudStackModel<T>
    {
        ReadOnlyMemory<byte> json = completion.RawResult;
        bool succeeded = completion.Outcome == JobOutcome.Succeeded;
        if (typeof(T) == typeof(SuccessResult))
        {
            // The job's status says whether it succeeded. Content under another key isn't about success.
            string? details = completion.ResultKey is null or SuccessKey ? Details(json) : null;
            return succeeded || completion.ResultKey == SuccessKey ? (T)(object)new SuccessResult { Success = succeeded, Details = details } : null;
        }

        if (json.IsEmpty || (completion.ResultKey == SuccessKey && IsList<T>()))
        {
            return null;
        }

        ModelReader reader = new(json.Span);
        reader.Advance();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when completion.ResultKey is null && IsEmptyObject(reader):
                // An empty object means an empty list, or no value for any other type.
                return IsList<T>() ? T.Read(ref reader) : null;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return reader.ReadModel<T>();
            default:
                return null;
        }
    }

    /// <summary>
    /// The SDK model that the result has, if it isn't <typeparamref name="T"/>. The key determines the model, together with the
    /// command if several models share the key. Null if the result may be a <typeparamref name="T"/>; the caller's own types can
    /// read any result.
    /// </summary>
    public static string? OtherModel<T>(JobCompletion completion, string command)
        where T : class, ICloudStackModel<T>
    {
        Type type = IsList<T>() ? typeof(T).GenericTypeArguments[0] : typeof(T);
        if (completion is not { Outcome: JobOutcome.Succeeded, ResultKey: { } key } || type == typeof(SuccessResult) || type.Assembly != typeof(JobResult).Assembly)
        {
            return null;
        }

        if (key == SuccessKey)
        {
            return IsList<T>() ? null : nameof(SuccessResult);
        }

        return (ModelsOf($"{key}@{command}") ?? ModelsOf(key)) is { } models && !models.Contains(type.Name) ? models[0] : null;
    }

    /// <summary>The models on a line of the table; null if there is no such line.</summary>
    private static string[]? ModelsOf(string name)
    {
        ReadOnlySpan<byte> table = ResultModels.Table;
        ReadOnlySpan<byte> start = Encoding.UTF8.GetBytes($"\n{name}=");
        int at = table.IndexOf(start);
        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> models = table[(at + start.Length)..];
        return Encoding.UTF8.GetString(models[..models.IndexOf((byte)'\n')]).Split(',');
    }

    internal const string SuccessKey = "success";

    private const string NoReason = "The command reported that it did not succeed.";

    private static bool IsList<T>() => typeof(IListModel).IsAssignableFrom(typeof(T));

    private static bool IsEmptyObject(ModelReader ahead)
    {
        ahead.Advance();
        return ahead.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>
    /// Finds the value. <c>success</c> at the top level means a success result. Otherwise, the only object or list is the value,
    /// whatever its name. If there are several, it is the one with the command's own key, or else the first object. If there is
    /// none, a single scalar is the value, and several are the fields of a value without a name.
    /// </summary>
    private static Located Locate(ReadOnlySpan<byte> json, string? resultKey)
    {
        if (json.IsEmpty)
        {
            return default;
        }

        ModelReader reader = new(json);
        reader.Advance();
        Located whole = new(null, 0, json.Length, SaysFailure: false);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return whole;
        }

        Located? found = null;
        Located? scalar = null;
        int scalars = 0;
        bool foundObject = false;
        while (reader.NextField())
        {
            if (reader.NameEquals("success"u8))
            {
                return new Located(SuccessKey, 0, json.Length, SaysFailure: reader.ReadBoolean() == false);
            }

            string key = reader.FieldName;
            reader.Advance();
            int start = (int)reader.TokenStart;
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            bool isContainer = isObject || reader.TokenType == JsonTokenType.StartArray;
            reader.SkipValue();
            Located here = new(key, start, (int)reader.Position - start, SaysFailure: false);
            if (!isContainer)
            {
                scalar = here;
                scalars++;
            }
            else if (key == resultKey || found is null || (isObject && !foundObject && found.Value.Key != resultKey))
            {
                found = here;
                foundObject = isObject;
            }
        }

        return found ?? (scalars == 1 ? scalar!.Value : whole);
    }

    /// <summary>The error that is the result of a job with a successful status; null for any other result.</summary>
    private static ErrorContent? ErrorOf(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        ModelReader reader = new(json);
        reader.Advance();
        return ErrorContent.ReadIfError(reader, json);
    }

    private static JobCompletion Failed(JobSnapshot snapshot, ErrorContent error, JobIdentity job)
    {
        int code = error.ErrorCode ?? snapshot.ResultCode ?? 0;
        string text = Reason(error.Text, job);
        return new JobCompletion(JobOutcome.Failed)
        {
            Snapshot = snapshot,
            Error = new JobError(code, text, ErrorClassifier.Classify(code, error.CSErrorCode, text)),
            RawResult = snapshot.RawResult,
        };
    }

    /// <summary>The reason of a failure, without the secrets of the command, which servers repeat.</summary>
    private static string Reason(string? text, JobIdentity job) =>
        string.IsNullOrWhiteSpace(text) ? NoReason : Redaction.Scrub(text.Trim(), job.Secrets);

    private static string? Details(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        ModelReader reader = new(json.Span);
        reader.Advance();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.NextField())
        {
            if (!reader.NameEquals("details"u8) && !reader.NameEquals("displaytext"u8))
            {
                reader.Skip();
            }
            else if (reader.ReadString() is { } details)
            {
                return details;
            }
        }

        return null;
    }

    private readonly record struct Located(string? Key, int Start, int Length, bool SaysFailure);
}
