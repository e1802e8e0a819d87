using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Json;

namespace CloudStack.Client.Responses;

/// <summary>The response to a submission: a job or, if the server did the work immediately, the content of the envelope itself.</summary>
internal sealed record SubmitResponse(string? JobId, string? ResourceId, byte[]? Content)
{
    private static readonly FieldNames Fields = FieldNames.Of("jobid", "id");

    /// <summary>
    /// Whether the envelope contains a job: <c>jobid</c> and at most <c>id</c> besides. A <c>jobid</c> among other fields belongs
    /// to an object that some job is working on.
    /// </summary>
    public bool IsJob => JobId is not null;

    /// <summary>
    /// Whether the envelope contains the id of an entity and nothing else, which is a job response whose job id is missing.
    /// </summary>
    public bool IsJobWithoutId => !IsJob && ResourceId is not null;

    /// <summary>
    /// The only place that recognizes an unexpected job: reads a job if a command that wasn't expected to start one responds with
    /// one, which differs between server versions. Returns null for anything else and leaves the reader where it was.
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

            // An id that the client chose for a job identifies that job, whatever other fields there are.
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

    /// <summary>A cheap first check: whether the content starts with one of the two names in a submit response.</summary>
    private static bool StartsLikeJob(ModelReader ahead)
    {
        ahead.Advance();
        return ahead.TokenType == JsonTokenType.PropertyName && (ahead.NameEquals("jobid"u8) || ahead.NameEquals("id"u8));
    }
}
