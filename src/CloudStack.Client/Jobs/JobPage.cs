using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Jobs;

/// <summary>A page of <c>listAsyncJobs</c>.</summary>
internal readonly record struct JobPage(int? Count, List<JobSnapshot> Jobs)
{
    public static JobPage Read<TState>(ref ModelReader reader, ReadOnlySpan<byte> body, TState state)
    {
        int? count = null;
        List<JobSnapshot> jobs = [];
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The list of jobs is no object.");
        }

        while (reader.NextField("\u0005\u0001count"u8, out int field))
        {
            if (field == 0)
            {
                count = reader.ReadInt32();
                continue;
            }

            reader.Advance();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                reader.SkipValue();
                continue;
            }

            while (reader.NextItem())
            {
                jobs.Add(JobSnapshotReader.Read(ref reader, body, secrets: []));
            }
        }

        return new JobPage(count, jobs);
    }
}
