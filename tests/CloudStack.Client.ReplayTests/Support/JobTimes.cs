using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>When recorded requests were sent, one after the other, and how long their jobs ran as far as the polls show.</summary>
internal sealed class JobTimes
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan LongestWay = TimeSpan.FromMilliseconds(5);

    private readonly DateTimeOffset[] _at;
    private readonly TimeSpan?[] _durations;

    public JobTimes(IReadOnlyList<RecordedExchange> exchanges)
    {
        _at = new DateTimeOffset[exchanges.Count];
        _durations = new TimeSpan?[exchanges.Count];
        Dictionary<string, int> submits = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> ended = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < exchanges.Count; i++)
        {
            DateTimeOffset arrival = ArrivalOf(exchanges[i]);
            _at[i] = i == 0 || arrival > _at[i - 1] ? arrival : _at[i - 1] + Step;
            (string? job, bool isSubmit, bool isOver) = Look(exchanges[i]);
            if (job is null)
            {
                continue;
            }

            if (isSubmit)
            {
                submits[job] = i;
                _durations[i] = TimeSpan.FromHours(20);
            }
            else if (isOver && submits.TryGetValue(job, out int submit) && ended.Add(job))
            {
                // It ended after all earlier requests, and just before it was first seen as ended.
                _durations[submit] = _at[i] - _at[submit] - (Step / 2);
            }
        }
    }

    public DateTimeOffset TimeOf(int index) => _at[index];

    /// <summary>The run time of the job that a request started; null for other requests.</summary>
    public TimeSpan? DurationOf(int index) => _durations[index];

    // The server processed a request some milliseconds after it was sent, and before it was answered.
    private static DateTimeOffset ArrivalOf(RecordedExchange exchange)
    {
        TimeSpan share = exchange.Duration * 0.9;
        return exchange.At + (share < LongestWay ? share : LongestWay);
    }

    private static (string? Job, bool IsSubmit, bool IsOver) Look(RecordedExchange exchange)
    {
        System.Text.Json.JsonElement? content = exchange.Answer.Text.StartsWith('{') ? BodyJson.Content(exchange.Answer) : null;
        string? own = exchange.Parameters.FirstOrDefault(pair => pair.Key == "customjobid").Value;
        if (exchange.Command == "queryAsyncJobResult")
        {
            string? asked = exchange.Parameters.FirstOrDefault(pair => pair.Key == "jobid").Value;
            bool isRunning = content?.TryGetProperty("jobstatus", out System.Text.Json.JsonElement status) == true && status.GetInt32() == 0;
            return (asked, false, !isRunning && exchange.Answer.Status is 200 or 530);
        }

        return exchange.Answer.Status == 200 && content is { } answer && BodyJson.Text(answer, "jobid") is { } id
            ? (id, true, false)
            : (own, false, exchange.Answer.Status == 530 && !SimulatorReplay.IsRace(exchange));
    }
}
