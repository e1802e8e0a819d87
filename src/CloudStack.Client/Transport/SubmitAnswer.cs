using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Transport;

/// <summary>What a submit brought: a job, or, where the server did the work at once, the content of the envelope itself.</summary>
internal readonly record struct SubmitAnswer(string? JobId, string? ResourceId, byte[]? Content)
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

    public static SubmitAnswer Read<TState>(ref ModelReader reader, ReadOnlySpan<byte> body, TState state)
    {
        int start = (int)reader.TokenStart;
        SubmitAnswer answer = default;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            bool onlyJob = true;
            while (reader.NextField("\u0002\u0001id\u0005\u0001jobid"u8, out int field))
            {
                switch (field)
                {
                    case 0: answer = answer with { ResourceId = reader.ReadString() }; break;
                    case 1: answer = answer with { JobId = reader.ReadString() }; break;
                    default:
                        onlyJob = false;
                        reader.Skip();
                        break;
                }
            }

            if (onlyJob && answer.JobId is not null)
            {
                return answer;
            }
        }
        else
        {
            reader.SkipValue();
        }

        return new SubmitAnswer(null, null, body[start..(int)reader.Position].ToArray());
    }
}
