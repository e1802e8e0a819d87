using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Transport;

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
        if (typeof(T) == typeof(SuccessResult) && completion.ResultKey != SuccessKey)
        {
            // The job says success by its status; whatever else it returned is not about success.
            return completion.Outcome == JobOutcome.Succeeded ? (T)(object)new SuccessResult { Success = true } : null;
        }

        if (json.IsEmpty)
        {
            return null;
        }

        ModelReader reader = new(json.Span);
        reader.Advance();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return T.Read(ref reader);
            case JsonTokenType.StartArray:
                // A bare list: as the list a JobList wants, or its first object.
                byte[] wrapped = [.. "{\"responses\":"u8, .. json.Span, .. "}"u8];
                return ReadList<T>(wrapped) ?? reader.ReadModel<T>();
            default:
                return null;
        }
    }

    internal const string SuccessKey = "success";

    private static T? ReadList<T>(byte[] wrapped)
        where T : class, ICloudStackModel<T>
    {
        ModelReader reader = new(wrapped);
        reader.Advance();
        return T.Read(ref reader) is System.Collections.IEnumerable and T list ? list : null;
    }

    /// <summary>
    /// Finds the value: <c>success</c> at the top means a success result; else the only property is the value, whatever its
    /// name; of several the command's own key, else the first object.
    /// </summary>
    private static Located Locate(ReadOnlySpan<byte> json, string? resultKey)
    {
        if (json.IsEmpty)
        {
            return default;
        }

        ModelReader reader = new(json);
        reader.Advance();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new Located(null, 0, json.Length, SaysFailure: false);
        }

        Located found = default;
        bool foundObject = false;
        while (reader.NextField([], out _))
        {
            if (reader.NameEquals("success"u8))
            {
                return new Located(SuccessKey, 0, json.Length, SaysFailure: reader.ReadBoolean() == false);
            }

            string key = reader.FieldName;
            reader.Advance();
            int start = (int)reader.TokenStart;
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.SkipValue();
            if (key == resultKey || found.Key is null || (isObject && !foundObject && found.Key != resultKey))
            {
                found = new Located(key, start, (int)reader.Position - start, SaysFailure: false);
                foundObject = isObject;
            }
        }

        return found;
    }

    private static string? Details(ReadOnlyMemory<byte> json)
    {
        ModelReader reader = new(json.Span);
        reader.Advance();
        while (reader.NextField("\u0007\u0001details\u000b\u0001displaytext"u8, out int field))
        {
            if (field >= 0)
            {
                return reader.ReadString();
            }

            reader.Skip();
        }

        return null;
    }

    private readonly record struct Located(string? Key, int Start, int Length, bool SaysFailure);
}
