using System.Globalization;
using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Json;
using CloudStack.Client.Secrets;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>Reads one job in the format of <c>queryAsyncJobResult</c> and <c>listAsyncJobs</c>.</summary>
internal static class JobSnapshotReader
{
    private const string NoDetails = "The job failed without details; the management server may have restarted while it ran.";

    private static readonly FieldNames Fields = FieldNames.Of(
        "jobid", "jobstatus", "jobresult", "jobresultcode", "jobresulttype", "jobprocstatus", "cmd",
        "jobinstancetype", "jobinstanceid", "userid", "accountid", "account", "domainid", "domainpath",
        "managementserverid", "managementservername", "created", "completed");

    /// <param name="reader">Positioned on the opening brace of the job.</param>
    /// <param name="body">The body that the reader reads, from which the result is taken unchanged.</param>
    /// <param name="context">The call that is answered. Secrets that it sent must not get into the text of a failure.</param>
    /// <exception cref="JsonException">The object isn't a job: its id or its status is missing.</exception>
    public static JobSnapshot Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context) =>
        ReadDraft(ref reader, body, alike: null).ToSnapshot(context);

    /// <summary>Reads an item of a list; null if the item isn't a job, because one malformed item must not break the list.</summary>
    /// <param name="reader">Positioned on the beginning of the item.</param>
    /// <param name="body">The body that the reader reads.</param>
    /// <param name="alike">The item before. Most values are the same in both, and need not be stored twice.</param>
    public static JobSnapshot? ReadIfAny(ref ModelReader reader, ReadOnlySpan<byte> body, JobSnapshot? alike)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.SkipValue();
            return null;
        }

        Draft draft = ReadDraft(ref reader, body, alike);
        return draft is { JobId: not null, RawStatus: not null } ? draft.ToSnapshot(context: null) : null;
    }

    private static Draft ReadDraft(ref ModelReader reader, ReadOnlySpan<byte> body, JobSnapshot? alike)
    {
        Draft draft = default;
        while (reader.NextField(Fields, out int field))
        {
            switch (field)
            {
                case 0: draft.JobId = reader.ReadString(); break;
                case 1: draft.RawStatus = reader.ReadInt32(); break;
                case 2: draft.RawResult = ReadRaw(ref reader, body); break;
                case 3: draft.ResultCode = reader.ReadInt32(); break;
                case 4: draft.ResultType = reader.ReadExpected(alike?.ResultType); break;
                case 5: draft.ProcessStatus = reader.ReadInt32(); break;
                case 6: draft.CommandClass = reader.ReadExpected(alike?.CommandClass); break;
                case 7: draft.ResourceType = reader.ReadExpected(alike?.ResourceType); break;
                case 8: draft.ResourceId = reader.ReadString(); break;
                case 9: draft.UserId = reader.ReadExpected(alike?.UserId); break;
                case 10: draft.AccountId = reader.ReadExpected(alike?.AccountId); break;
                case 11: draft.Account = reader.ReadExpected(alike?.Account); break;
                case 12: draft.DomainId = reader.ReadExpected(alike?.DomainId); break;
                case 13: draft.DomainPath = reader.ReadExpected(alike?.DomainPath); break;
                case 14: draft.ManagementServerId = reader.ReadExpected(alike?.ManagementServerId); break;
                case 15: draft.ManagementServerName = reader.ReadExpected(alike?.ManagementServerName); break;
                case 16: draft.CreatedAt = reader.ReadDate(); break;
                case 17: draft.CompletedAt = reader.ReadDate(); break;
                default: reader.Skip(); break;
            }
        }

        return draft;
    }

    private static byte[]? ReadRaw(ref ModelReader reader, ReadOnlySpan<byte> body)
    {
        reader.Advance();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        int start = (int)reader.TokenStart;
        reader.SkipValue();
        return body[start..(int)reader.Position].ToArray();
    }

    private static JobError ReadError(byte[]? result, int? resultCode, CommandContext? context)
    {
        int? code = null, csCode = null;
        string? text = null;
        if (result is not null)
        {
            ModelReader reader = new(result);
            reader.Advance();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                (code, csCode, text, _, _) = ErrorContent.Read(ref reader);
            }
            else
            {
                // Very old servers put the message here without an object around it.
                text = reader.ReadString();
            }
        }

        int errorCode = code ?? resultCode ?? 0;
        text = string.IsNullOrWhiteSpace(text) ? NoDetails : context?.Scrub(text.Trim()) ?? text.Trim();
        return new JobError(errorCode, text, ErrorClassifier.Classify(errorCode, csCode, text));
    }

    private struct Draft
    {
        public string? CommandClass, JobId, UserId, Account, DomainId, AccountId, DomainPath, ResourceId, ResourceType, ResultType, ManagementServerId, ManagementServerName;
        public DateTimeOffset? CreatedAt, CompletedAt;
        public int? RawStatus, ProcessStatus, ResultCode;
        public byte[]? RawResult;

        public readonly JobSnapshot ToSnapshot(CommandContext? context)
        {
            if (JobId is null || RawStatus is not { } rawStatus)
            {
                throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"The response does not describe a job: {(JobId is null ? "jobid" : "jobstatus")} is missing."));
            }

            JobStatus status = rawStatus switch
            {
                0 => JobStatus.Pending,
                1 => JobStatus.Succeeded,
                3 => JobStatus.Canceled,
                _ => JobStatus.Failed,
            };
            return new JobSnapshot
            {
                JobId = JobId,
                Status = status,
                RawStatus = rawStatus,
                ResultCode = ResultCode,
                ResultType = ResultType,
                RawResult = RawResult,
                ProcessStatus = ProcessStatus,
                CommandClass = CommandClass,
                ResourceType = ResourceType,
                ResourceId = ResourceId,
                UserId = UserId,
                AccountId = AccountId,
                Account = Account,
                DomainId = DomainId,
                DomainPath = DomainPath,
                ManagementServerId = ManagementServerId,
                ManagementServerName = ManagementServerName,
                CreatedAt = CreatedAt,
                CompletedAt = CompletedAt,
                Error = status is JobStatus.Failed or JobStatus.Canceled ? ReadError(RawResult, ResultCode, context) : null,
            };
        }
    }
}
