using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Jobs;

/// <summary>Turns the terminal answer of a job into an outcome, and its result into a typed value.</summary>
internal static class JobResultReader
{
    public static JobCompletion Complete(JobSnapshot snapshot, JobIdentity job)
    {
        switch (snapshot.Status)
        {
            case JobStatus.NotFound:
                return JobCompletion.NotFound(snapshot);
            case JobStatus.Succeeded:
                Located located = Locate(snapshot.RawResult.Span, job.ResultKey);
                string? key = located.Key;
                ReadOnlyMemory<byte> value = snapshot.RawResult.Slice(located.Start, located.Length);
                return located.SaysFailure
                    ? new JobCompletion(JobOutcome.Failed)
                    {
                        Snapshot = snapshot,
                        Error = new JobError(snapshot.ResultCode ?? 0, Details(value) ?? "The command reported that it did not succeed.", ErrorKind.Unknown),
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
        if (typeof(T) == typeof(SuccessResult) && completion.ResultKey != SuccessKey && (!succeeded || json.IsEmpty || completion.ResultKey is not null))
        {
            // The job says success by its status; whatever else it returned is not about success.
            return succeeded ? (T)(object)new SuccessResult { Success = true } : null;
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
                // Nothing at all: no item of a list, no complaint about success, and else no value.
                return IsList<T>() || typeof(T) == typeof(SuccessResult) ? T.Read(ref reader) : null;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return reader.ReadModel<T>();
            default:
                return null;
        }
    }

    internal const string SuccessKey = "success";

    private static bool IsList<T>() => typeof(IListModel).IsAssignableFrom(typeof(T));

    private static bool IsEmptyObject(ModelReader ahead)
    {
        ahead.Advance();
        return ahead.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>
    /// Finds the value: <c>success</c> at the top means a success result; else the only object or list is the value, whatever
    /// its name; of several the command's own key, else the first object. Where there is none, a single value stands for
    /// itself, and several are the fields of a value without a name.
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

    private static string? Details(ReadOnlyMemory<byte> json)
    {
        ModelReader reader = new(json.Span);
        reader.Advance();
        while (reader.NextField())
        {
            if (reader.NameEquals("details"u8) || reader.NameEquals("displaytext"u8))
            {
                return reader.ReadString();
            }

            reader.Skip();
        }

        return null;
    }

    private readonly record struct Located(string? Key, int Start, int Length, bool SaysFailure);
}
