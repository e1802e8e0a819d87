using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Json;

namespace CloudStack.Client.Responses;

/// <summary>What a submit brought: a job, or, where the server did the work at once, the content of the envelope itself.</summary>
internal sealed record SubmitResponse(string? JobId, string? ResourceId, byte[]? Content)
{
    private static readonly FieldNames Fields = FieldNames.Of("jobid", "id");

    /// <summary>
    /// Whether the envelope holds a job: <c>jobid</c> and at most <c>id</c> besides. A <c>jobid</c> among other fields belongs
    /// to an object that some job works on.
    /// </summary>
    public bool IsJob => JobId is not null;

    /// <summary>
    /// Whether the envelope holds the id of an entity and nothing else: what an answer with a job is where the job's id is missing.
    /// </summary>
    public bool IsJobWithoutId => !IsJob && ResourceId is not null;

    /// <summary>
    /// The one form of "it was a job after all": reads a job where a command answers with one that was not expected to start any,
    /// which differs between versions of the server. Null, with the reader where it was, for anything else.
    /// </summary>
    public static SubmitResponse? ReadIfJob(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context)
    {
        if (!context.MayBeJob || reader.TokenType != JsonTokenType.StartObject || !StartsLikeJob(reader))
        {
            return null;
        }

        ModelReader ahead = reader;
        SubmitResponse response = Read(ref ahead, body, context);
        if (!response.IsJob)
        {
            return null;
        }

        reader = ahead;
        return response;
    }

    public static SubmitResponse Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context)
    {
        int start = (int)reader.TokenStart;
        string? jobId = null, resourceId = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            bool onlyJob = true;
            while (reader.NextField(Fields, out int field))
            {
                switch (field)
                {
                    case 0: jobId = reader.ReadString(); break;
                    case 1: resourceId = reader.ReadString(); break;
                    default:
                        onlyJob = false;
                        reader.Skip();
                        break;
                }
            }

            // Whatever stands beside it: the id that was chosen for a job is that of the job.
            if (!string.IsNullOrEmpty(jobId) && (onlyJob || jobId.Equals(context.SentJobId, StringComparison.OrdinalIgnoreCase)))
            {
                return new SubmitResponse(jobId, resourceId, Content: null);
            }

            resourceId = onlyJob ? resourceId : null;
        }
        else
        {
            reader.SkipValue();
        }

        return new SubmitResponse(null, resourceId, body[start..(int)reader.Position].ToArray());
    }

    /// <summary>A cheap first look: whether the content begins with one of the two names that a submit response has.</summary>
    private static bool StartsLikeJob(ModelReader ahead)
    {
        ahead.Advance();
        return ahead.TokenType == JsonTokenType.PropertyName && (ahead.NameEquals("jobid"u8) || ahead.NameEquals("id"u8));
    }
}
