using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Simulator;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>
/// Sends recorded requests to the simulator: signed again, at the times of the recording, and with the simulator's ids in place of
/// those of the recording. Only what was done before the recording began, and how long the server's machines took, is set up; every
/// response is the simulator's own.
/// </summary>
internal sealed class SimulatorReplay
{
    private readonly ManualTimeProvider _clock;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatorUser> _actors = [];
    private readonly List<string> _problems = [];
    private int _compared;

    public SimulatorReplay(DateTimeOffset start, SimulatorOptions? options = null)
    {
        _clock = new ManualTimeProvider(start);
        Engine = new SimulatorEngine(options ?? new SimulatorOptions(), _clock);
        _actors["admin"] = _actors["raw"] = Engine.Admin;
    }

    public SimulatorEngine Engine { get; }

    public ManualTimeProvider Clock => _clock;

    public int Compared => _compared;

    public string Problems => string.Join(Environment.NewLine, _problems);

    public void AddActor(string name, SimulatorUser user) => _actors[name] = user;

    public void Map(string recorded, string own) => _ids[recorded] = own;

    /// <summary>The simulator's id for one of the recording.</summary>
    public string Own(string recorded) => _ids[recorded];

    /// <summary>A set-up request, by the root admin and with the simulator's own ids.</summary>
    public JsonElement Do(string command, params (string Name, string Value)[] parameters)
    {
        string expires = _clock.GetUtcNow().AddMinutes(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        List<KeyValuePair<string, string>> pairs =
        [
            new("command", command), new("response", "json"), new("signatureversion", "3"), new("expires", expires),
            .. parameters.Select(p => new KeyValuePair<string, string>(p.Name, p.Value)),
        ];
        SimulatorAnswer answer = Send("POST", Sign(pairs, Engine.Admin));
        string text = Encoding.UTF8.GetString(answer.Body.Span);
        if (answer.Status != 200)
        {
            throw new InvalidOperationException($"The set-up failed: {command} answered {text}");
        }

        return Parse(text)!.Value.EnumerateObject().Single().Value;
    }

    /// <param name="exchanges">The recorded requests, in their order.</param>
    /// <param name="withTexts">Whether error texts are compared.</param>
    public void Run(IEnumerable<RecordedExchange> exchanges, bool withTexts = true)
    {
        List<RecordedExchange> list = InOrderOfEffect([.. exchanges]);
        JobTimes times = new(list);
        for (int i = 0; i < list.Count; i++)
        {
            RecordedExchange exchange = list[i];
            if (times.TimeOf(i) > _clock.GetUtcNow())
            {
                _clock.Advance(times.TimeOf(i) - _clock.GetUtcNow());
            }

            if (times.DurationOf(i) is { } duration)
            {
                Engine.PlanJob(exchange.Command, duration);
            }

            Compare(exchange, Put(exchange), withTexts);
        }
    }

    private static JsonElement? Parse(string text)
    {
        if (!text.StartsWith('{'))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    // Requests that were sent at the same instant are in the order of their responses; the accepted one came first.
    private static List<RecordedExchange> InOrderOfEffect(List<RecordedExchange> exchanges)
    {
        string? race = null;
        return
        [
            .. exchanges
                .Select((exchange, index) => (Exchange: exchange, Index: index))
                .GroupBy(item => race = IsRace(item.Exchange)
                    ? Text(item.Exchange.Parameters, "customjobid")
                    : item.Index.ToString(CultureInfo.InvariantCulture))
                .SelectMany(group => group.OrderBy(item => IsRace(item.Exchange) ? item.Exchange.Answer.Status : 0))
                .Select(item => item.Exchange),
        ];
    }

    /// <summary>One of several equal requests that were sent at the same instant.</summary>
    public static bool IsRace(RecordedExchange exchange) => exchange.Note?.StartsWith("race", StringComparison.Ordinal) == true;

    private static string? Text(IEnumerable<KeyValuePair<string, string>> pairs, string name) =>
        pairs.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Encode(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));

    private static List<KeyValuePair<string, string>> Sign(IEnumerable<KeyValuePair<string, string>> pairs, SimulatorUser user)
    {
        List<KeyValuePair<string, string>> signed = [.. pairs, new("apikey", user.ApiKey)];
        signed.Add(new("signature", IndependentSignature.Sign(IndependentSignature.Canonical(signed), user.SecretKey)));
        return signed;
    }

    private SimulatorAnswer Put(RecordedExchange exchange)
    {
        if (Text(exchange.Sent, "target") is { } target)
        {
            return PutRaw(exchange, target);
        }

        SimulatorUser user = _actors[exchange.Actor];
        IEnumerable<KeyValuePair<string, string>> pairs = exchange.Sent.Select(pair => new KeyValuePair<string, string>(pair.Key, Translate(pair.Value)));
        return Send(exchange.Method, exchange.Answer.Status == 401 && !exchange.Topic.StartsWith("mode", StringComparison.Ordinal)
            ? Spoil(Sign(pairs, user))
            : Sign(pairs, user));
    }

    // A request that the recorded server refused for its signature: the signature is invalid here, too.
    private static List<KeyValuePair<string, string>> Spoil(List<KeyValuePair<string, string>> signed) =>
        [.. signed.SkipLast(1), new("signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")];

    private SimulatorAnswer PutRaw(RecordedExchange exchange, string target)
    {
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        string path = mark < 0 ? target : target[..mark];
        string query = mark < 0 ? string.Empty : target[(mark + 1)..];
        bool isSigned = query.Contains("apiKey=", StringComparison.Ordinal);
        if (isSigned && exchange.Note is not ("wrong signature" or "wrong key" or "repeat in query"))
        {
            List<KeyValuePair<string, string>> pairs =
            [
                .. query.Split('&').Select(item => item.Split('=', 2))
                    .Select(item => new KeyValuePair<string, string>(
                        Uri.UnescapeDataString(item[0].Replace('+', ' ')), Uri.UnescapeDataString(item[1].Replace('+', ' '))))
                    .Where(pair => pair.Key is not ("apiKey" or "signature")),
            ];
            string encoded = Encode(Sign(pairs, Engine.Admin));
            query = exchange.Note == "spaces as +" ? encoded.Replace("%20", "+", StringComparison.Ordinal) : encoded;
        }

        return Engine.Handle(new SimulatorRequest(exchange.Method, path, query, string.Empty));
    }

    private SimulatorAnswer Send(string method, List<KeyValuePair<string, string>> pairs) => Engine.Handle(method == "POST"
        ? new SimulatorRequest(method, "/client/api", string.Empty, Encode(pairs))
        : new SimulatorRequest(method, "/client/api", Encode(pairs), string.Empty));

    private string Translate(string text) => JsonShape.Uuid().Replace(text, match =>
        _ids.GetValueOrDefault(match.Value) ?? (_ids.GetValueOrDefault(match.Value.ToLowerInvariant()) is { } other ? other.ToUpperInvariant() : match.Value));

    private void Compare(RecordedExchange exchange, SimulatorAnswer answer, bool withTexts)
    {
        _compared++;
        string text = Encoding.UTF8.GetString(answer.Body.Span);
        if (IsRace(exchange) && (exchange.Answer.Status, answer.Status) is (530, 431))
        {
            // Two at a time passed the server's first check, and the later one violated the database's index. Here they run in
            // sequence.
            return;
        }

        if (answer.Status != exchange.Answer.Status)
        {
            _problems.Add($"{exchange}, {exchange.Note}: {answer.Status} instead of {exchange.Answer.Status}: {(text.Length > 400 ? text[..400] : text)}");
            return;
        }

        if (Parse(exchange.Answer.Text) is not { } recorded)
        {
            // A page of the container, or the XML that is sent unless JSON is requested.
            bool isXml = exchange.Answer.Text.StartsWith("<?xml", StringComparison.Ordinal);
            if (isXml && JsonShape.Neutral(text) != JsonShape.Neutral(exchange.Answer.Text))
            {
                _problems.Add($"{exchange}, {exchange.Note}: {text} instead of {exchange.Answer.Text}");
            }

            return;
        }

        if (Parse(text) is not { } own)
        {
            _problems.Add($"{exchange}, {exchange.Note}: not JSON: {text}");
            return;
        }

        SortedSet<string> wanted = JsonShape.Keys(recorded), found = JsonShape.Keys(own);
        if (!wanted.SetEquals(found))
        {
            _problems.Add($"{exchange}, {exchange.Note}: lacks {string.Join(' ', wanted.Except(found))}; has too many {string.Join(' ', found.Except(wanted))}");
        }

        if (withTexts)
        {
            string? wantedText = JsonShape.Neutral(ErrorText(recorded)), ownText = JsonShape.Neutral(ErrorText(own));
            if (wantedText != ownText)
            {
                _problems.Add($"{exchange}, {exchange.Note}: “{ownText}” instead of “{wantedText}”");
            }
        }

        foreach ((string theirs, string ours) in JsonShape.Pairs(recorded, own))
        {
            if (theirs.Length == 36 && JsonShape.Uuid().IsMatch(theirs) && ours.Length == 36)
            {
                _ids[theirs] = ours;
            }
        }
    }

    private static string? ErrorText(JsonElement root)
    {
        JsonElement content = root.EnumerateObject().Single().Value;
        return content.TryGetProperty("errortext", out JsonElement text)
            || (content.TryGetProperty("jobresult", out JsonElement result) && result.TryGetProperty("errortext", out text))
            ? text.GetString()
            : null;
    }
}
