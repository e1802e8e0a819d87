using System.Text.Json;

namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>
/// Chooses the part of the recordings that is committed, so that a fresh clone replays real traffic too. The same recordings give
/// the same choice; lines are copied unchanged.
/// </summary>
internal static class ChoiceMaker
{
    private const int VectorCount = 150;
    private const int LongestExchange = 5_000;
    private const int LongestAnswerOfCommonReads = 12_000;
    private const int LongestBusMessage = 6_000;

    private const int LongSimulatedAnswer = 3_000;
    private const int LongestSimulatedAnswer = 100_000;

    /// <summary>The topics whose requests are replayed against the simulator.</summary>
    private static readonly string[] SimulatedTopics =
        ["customjobid", "listjobs", "bigresult", "expire", "restart_after", "mode_throttle", "mode_enforce", "http"];

    private static readonly string[] CommonReads =
        ["listVirtualMachines", "listZones", "listServiceOfferings", "listTemplates", "listAsyncJobs", "listCapabilities"];

    private static readonly string[] CommonJobs =
        ["deployVirtualMachine", "startVirtualMachine", "stopVirtualMachine", "rebootVirtualMachine", "destroyVirtualMachine"];

    /// <summary>The experiments that scenario tests replay.</summary>
    private static readonly HashSet<int> PlayedExperiments =
    [
        100024, 100036, 100037, 100040, 100058, 100060, 100063, 100073, 100074, 100075, 100244, 100245, 100249, 100252, 100323,
        100324, 100341, 100350, 100351, 100352, 100359, 100363, 101137, 101139, 101140, 101141, 101142, 101143, 101145, 101146, 101488, 101490, 101492, 101553, 101555, 101556, 101566, 101567,
        101568, 101724, 101725, 101787, 101788, 101789, 103346, 103354,
    ];

    /// <returns>The lines of each file.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Choose(RecordingSet full)
    {
        List<RecordedJob> jobs = ChooseJobs(full);
        HashSet<int> exchanges = ChooseExchanges(full);
        HashSet<string> jobIds = [.. jobs.Select(job => job.Id)];
        foreach (RecordedJob job in jobs)
        {
            exchanges.Add(job.Submit.Id);
            exchanges.UnionWith(job.Polls.Select(poll => poll.Id));
        }

        HashSet<int> experiments = [.. PlayedExperiments, .. Simulated(full), .. FirstOfEachKind(full.Experiments, full.Path("experiments"))];
        HashSet<int> vectors = ChooseVectors(full.Vectors);
        return new Dictionary<string, IReadOnlyList<string>>
        {
            ["exchanges"] = Lines(full, "exchanges", line => exchanges.Contains(line.GetProperty("id").GetInt32())),
            ["jobs"] = Lines(full, "jobs", line => jobIds.Contains(line.GetProperty("job").GetString()!)),
            ["experiments"] = Lines(full, "experiments", line => experiments.Contains(line.GetProperty("id").GetInt32())),
            ["signing-vectors"] = [.. JsonLines.Read(full.Path("signing-vectors")).Where((_, index) => vectors.Contains(index + 1))],
            ["bus-messages"] = ChooseBusMessages(full),
            ["webhook-deliveries"] = [.. JsonLines.Read(full.Path("webhook-deliveries"))],
        };
    }

    /// <summary>All jobs of the most commonly used commands, and the first of each command and outcome, from both time zones.</summary>
    private static List<RecordedJob> ChooseJobs(RecordingSet full)
    {
        HashSet<(string, int, bool)> met = [];
        return
        [
            .. full.Jobs.Where(job => CommonJobs.Contains(job.Command)
                || (job.Polls.Count <= 3 && met.Add((job.Command, job.Status, job.Submit.Id > 10_000)))),
        ];
    }

    private static HashSet<int> ChooseExchanges(RecordingSet full)
    {
        HashSet<string> bodies = [];
        IEnumerable<int> common = full.Exchanges
            .Where(exchange => CommonReads.Contains(exchange.Command)
                && exchange.Answer.Body.Length <= LongestAnswerOfCommonReads
                && bodies.Add(exchange.Answer.Text))
            .Select(exchange => exchange.Id);
        return [.. common, .. FirstOfEachKind(full.Exchanges, full.Path("exchanges"))];
    }

    /// <summary>
    /// The experiments for the simulator: the first and the last of each run of polls that saw a job running, and of long responses
    /// the first of each command on each object.
    /// </summary>
    private static List<int> Simulated(RecordingSet full)
    {
        List<int> chosen = [];
        foreach (IGrouping<string, RecordedExchange> topic in full.Experiments.Where(IsSimulated).GroupBy(e => e.Topic))
        {
            HashSet<string> met = [];
            foreach (IGrouping<string, RecordedExchange> run in topic.GroupBy(RunOf))
            {
                chosen.AddRange(((RecordedExchange[])[run.First(), run.Last()])
                    .Where(e => e.Answer.Body.Length <= LongSimulatedAnswer
                        || (e.Answer.Body.Length <= LongestSimulatedAnswer && met.Add(e.Command + Target(e))))
                    .Select(e => e.Id));
            }
        }

        return chosen;
    }

    private static bool IsSimulated(RecordedExchange exchange) =>
        SimulatedTopics.Contains(exchange.Topic) && exchange.Actor != "port" && !(exchange is { Actor: "raw", Method: "POST" });

    // Anything other than a poll of a running job forms its own run.
    private static string RunOf(RecordedExchange exchange) =>
        exchange is { Command: "queryAsyncJobResult", Note: null or "" } && exchange.Answer.Text.Contains("\"jobstatus\":0}}", StringComparison.Ordinal)
            && exchange.Answer.Text.Contains("managementservername", StringComparison.Ordinal)
            ? Target(exchange)
            : exchange.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Target(RecordedExchange exchange) =>
        string.Join('&', exchange.Parameters.Where(pair => pair.Key is "jobid" or "id" or "templatefilter").Select(pair => pair.Value));

    /// <summary>The first short exchange of each command, status and kind of body.</summary>
    private static IEnumerable<int> FirstOfEachKind(IEnumerable<RecordedExchange> exchanges, string file)
    {
        Dictionary<int, int> lengths = JsonLines.Read(file, line => (Id: line.GetProperty("id").GetInt32(), line.GetRawText().Length))
            .ToDictionary(line => line.Id, line => line.Length);
        return exchanges
            .Where(exchange => exchange.Reply is not null && lengths[exchange.Id] <= LongestExchange)
            .GroupBy(exchange => (exchange.Command, exchange.Answer.Status, exchange.Answer.Text is [char first, ..] ? first : ' '))
            .Select(group => group.First().Id);
    }

    /// <summary>The first job event of each type, resource type and status, and one of each category that isn't about jobs.</summary>
    private static List<string> ChooseBusMessages(RecordingSet full)
    {
        HashSet<(string, string?)> met = [];
        List<string> lines = [];
        foreach (string line in JsonLines.Read(full.Path("bus-messages")).Where(line => line.Length <= LongestBusMessage))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            RecordedBusMessage message = RecordedBusMessage.Read(document.RootElement);
            using JsonDocument body = JsonDocument.Parse(message.Body);
            string? status = body.RootElement.TryGetProperty("status", out JsonElement value) ? value.GetString() : null;
            string[] key = message.RoutingKey.Split('.');
            if (met.Add((key[1] == "AsyncJobEvent" ? string.Join('.', key[..4]) : key[1], status)))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>One vector for each character that isn't a letter or digit, all with brackets in a name, then every n-th one.</summary>
    private static HashSet<int> ChooseVectors(IReadOnlyList<SigningVector> vectors)
    {
        HashSet<char> met = [];
        List<SigningVector> unusual =
        [
            .. vectors.Where(vector => vector.Pairs.SelectMany(pair => pair.Value).Where(c => !char.IsAsciiLetterOrDigit(c)).Aggregate(false, (isNew, c) => met.Add(c) || isNew)
                || vector.Pairs.Any(pair => pair.Value.Length == 0 || pair.Key.Contains('[', StringComparison.Ordinal))),
        ];
        int step = vectors.Count / (VectorCount - Math.Min(unusual.Count, VectorCount / 2));
        IEnumerable<SigningVector> sample = vectors.Where((_, index) => index % step == 0);
        return [.. unusual.Concat(sample).Select(vector => vector.Line).Distinct().Take(VectorCount)];
    }

    private static List<string> Lines(RecordingSet full, string file, Func<JsonElement, bool> isChosen)
    {
        List<string> lines = [];
        foreach (string line in JsonLines.Read(full.Path(file)))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (isChosen(document.RootElement))
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
