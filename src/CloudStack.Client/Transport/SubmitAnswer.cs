using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Transport;

/// <summary>What a submit brought: a job, or, where the server did the work at once, the content of the envelope itself.</summary>
internal sealed record SubmitAnswer(string? JobId, string? ResourceId, byte[]? Content)
{
    /// <summary>
    /// Whether the envelope holds a job: <c>jobid</c> and at most <c>id</c> besides. A <c>jobid</c> among other fields belongs
    /// to an object that some job works on.
    /// </summary>
    public bool IsJob => JobId is not null;

    /// <summary>A cheap first look: whether the content begins with one of the two names that a submit answer has.</summary>
    public static bool StartsLikeJob(ModelReader ahead)
    {
        ahead.Advance();
        return ahead.TokenType == JsonTokenType.PropertyName && (ahead.NameEquals("jobid"u8) || ahead.NameEquals("id"u8));
    }

    public static SubmitAnswer Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandCall call)
    {
        int start = (int)reader.TokenStart;
        string? jobId = null, resourceId = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            bool onlyJob = true;
            while (reader.NextField("\u0002\u0001id\u0005\u0001jobid"u8, out int field))
            {
                switch (field)
                {
                    case 0: resourceId = reader.ReadString(); break;
                    case 1: jobId = reader.ReadString(); break;
                    default:
                        onlyJob = false;
                        reader.Skip();
                        break;
                }
            }

            if (onlyJob && jobId is not null)
            {
                return new SubmitAnswer(jobId, resourceId, Content: null);
            }
        }
        else
        {
            reader.SkipValue();
        }

        return new SubmitAnswer(null, null, body[start..(int)reader.Position].ToArray());
    }
}
