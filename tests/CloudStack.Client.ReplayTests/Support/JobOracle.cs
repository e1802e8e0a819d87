using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Determines from the recorded polls alone how a job must end, and compares.</summary>
internal sealed class JobOracle
{
    private readonly RecordedJob _job;
    private readonly JsonElement? _result;

    public JobOracle(RecordedJob job)
    {
        _job = job;
        JsonElement last = BodyJson.Content(job.Polls[^1].Answer)!.Value;
        _result = last.TryGetProperty("jobresult", out JsonElement result) ? result : null;
    }

    /// <summary>The code of the failure; null for a job that succeeded.</summary>
    public int? ErrorCode => Succeeds ? null : (_result is { } error ? BodyJson.Number(error, "errorcode") : null) ?? _job.ResultCode;

    /// <summary>Whether the job succeeded: by its status, unless the result itself says otherwise.</summary>
    public bool Succeeds => _job.Status == 1 && !(_result is { } result && result.TryGetProperty("success", out JsonElement success) && success.ValueKind == JsonValueKind.False);

    /// <summary>The key and the JSON of the job's value.</summary>
    public (string? Key, JsonElement? Value) Value
    {
        get
        {
            if (_result is not { } result)
            {
                return default;
            }

            if (_job.Status != 1)
            {
                return (null, result);
            }

            if (result.TryGetProperty("success", out _))
            {
                return ("success", result);
            }

            JsonProperty only = result.EnumerateObject().Single();
            return (only.Name, only.Value);
        }
    }

    public void Expect(JobHandle handle, JobResult result, Problems problems)
    {
        JsonElement submit = BodyJson.Content(_job.Submit.Answer)!.Value;
        problems.ExpectEqual(_job, "the handle's id", handle.JobId, BodyJson.Text(submit, "jobid"));
        problems.ExpectEqual(_job, "the handle's resource", handle.ResourceId, BodyJson.Text(submit, "id"));
        problems.ExpectEqual(_job, "the handle's command", handle.Command, _job.Command);
        problems.ExpectEqual(_job, "Outcome", result.Outcome, Succeeds ? JobOutcome.Succeeded : JobOutcome.Failed);
        problems.ExpectEqual(_job, "RawStatus", result.RawStatus, _job.Status);
        problems.ExpectEqual(_job, "ResultCode", result.Snapshot?.ResultCode, _job.ResultCode);
        problems.ExpectEqual(_job, "Polls", result.Polls, _job.Polls.Count);
        problems.ExpectEqual(_job, "the error's code", result.Error?.ErrorCode, ErrorCode);
        ExpectErrorText(result, problems);
        (string? key, JsonElement? value) = Value;
        problems.ExpectEqual(_job, "ResultKey", result.ResultKey, key);
        JsonElement? actual = result.RawResult.IsEmpty ? null : BodyJson.Parse(System.Text.Encoding.UTF8.GetString(result.RawResult.Span));
        bool isSame = actual is { } left && value is { } right ? JsonElement.DeepEquals(left, right) : actual is null && value is null;
        if (!isSame)
        {
            problems.Add(_job, $"RawResult is {actual?.GetRawText() ?? "empty"}");
        }
    }

    private void ExpectErrorText(JobResult result, Problems problems)
    {
        if (!Succeeds && _job.Status != 1 && _result is { } error && BodyJson.Text(error, "errortext") is { } text)
        {
            problems.ExpectEqual(_job, "the error's text", result.Error?.Text, SentSecrets.Mask(_job.Submit, text.Trim()));
        }
        else if (!Succeeds)
        {
            problems.ExpectEqual(_job, "that there is a text", string.IsNullOrEmpty(result.Error?.Text), false);
        }
    }
}
