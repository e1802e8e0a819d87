using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>A page of <c>listAsyncJobs</c>.</summary>
/// <param name="TotalCount">How many jobs the server counts on all pages; null if it doesn't report a count.</param>
/// <param name="ItemCount">How many items the page has.</param>
/// <param name="Jobs">The items that have a job id and a status.</param>
internal sealed record JobPage(int? TotalCount, int ItemCount, List<JobSnapshot> Jobs)
{
    /// <summary>How long the server took to return the page.</summary>
    public TimeSpan Took { get; init; }

    public static JobPage Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context)
    {
        int? count = null;
        int items = 0;
        List<JobSnapshot> jobs = [];
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The list of jobs is not an object.");
        }

        while (reader.NextField())
        {
            if (reader.NameEquals("count"u8))
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
                items++;
                if (JobSnapshotReader.ReadIfAny(ref reader, body, alike: jobs.Count > 0 ? jobs[^1] : null) is { } job)
                {
                    jobs.Add(job);
                }
            }
        }

        return new JobPage(count, items, jobs);
    }
}
