using System.Globalization;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>Writes outcomes as HTTP responses, and damages them if a fault requires it.</summary>
internal sealed class AnswerWriter(SimulatorOptions options, DateTimeOffset now)
{
    /// <summary>Writes a response that a fault drops or replaces.</summary>
    public SimulatorAnswer Write(ExchangeOutcome outcome, Fault fault, RequestParameters parameters)
    {
        switch (fault.Kind)
        {
            case FaultKind.Answer:
                return new SimulatorAnswer
                {
                    Status = fault.Status,
                    ContentType = fault.ContentType,
                    Headers = [Date()],
                    Body = Encoding.UTF8.GetBytes(fault.Body),
                };
            case FaultKind.ApiError:
                outcome.Refuse(new ApiError(fault.Status, fault.Text));
                return Write(outcome, []);
            case FaultKind.Echo:
                outcome.Refuse(new ApiError(fault.Status, $"Unable to use the value {parameters.FindAnyCase(fault.Text!)} for parameter {fault.Text}"));
                return Write(outcome, []);
            default:
                return new SimulatorAnswer
                {
                    Status = outcome.Status,
                    Delivery = fault.Kind switch
                    {
                        FaultKind.Reset => AnswerDelivery.Reset,
                        FaultKind.Refuse => AnswerDelivery.Refused,
                        FaultKind.Hang => AnswerDelivery.Never,
                        _ => AnswerDelivery.Closed,
                    },
                };
        }
    }

    public SimulatorAnswer Write(ExchangeOutcome outcome, IReadOnlyCollection<Fault> faults)
    {
        TimeSpan offset = faults.LastOrDefault(static f => f.Kind == FaultKind.DateOffset)?.Duration ?? options.TimeZoneOffset;
        bool percent = options.PercentEncodeStrings || faults.Any(static f => f.Kind == FaultKind.PercentEncode);
        byte[] body = outcome.IsEmpty
            ? []
            : Encoding.UTF8.GetBytes(outcome.PlainText is { } plain ? plain : outcome.WantsJson ? Json(outcome, new JsonFormat(offset, percent), faults) : Xml(outcome, offset));
        return new SimulatorAnswer
        {
            Status = outcome.Status,
            ContentType = outcome.WantsJson ? "application/json;charset=utf-8" : "text/xml;charset=utf-8",
            Headers = Headers(outcome),
            Body = body,
            Delay = Sum(faults, FaultKind.Delay),
            BodyDuration = Sum(faults, FaultKind.SlowBody),
            CutAfter = faults.FirstOrDefault(static f => f.Kind == FaultKind.CutBody) is { } cut ? Math.Min(cut.Status, body.Length) : null,
        };
    }

    private static string Json(ExchangeOutcome outcome, JsonFormat format, IReadOnlyCollection<Fault> faults)
    {
        string text = JsonText.Write(new ApiObject { { outcome.Envelope, outcome.Content ?? [] } }, format);
        if (faults.Any(static f => f.Kind == FaultKind.RawControlByte))
        {
            text = Spoil(text, "\u001b[31m");
        }

        return faults.Any(static f => f.Kind == FaultKind.InvalidEscape) ? Spoil(text, "\\A") : text;
    }

    // Puts a flaw into the last string value, or into an additional field if there is none.
    private static string Spoil(string text, string flaw)
    {
        int end = text.LastIndexOf("\",\"", StringComparison.Ordinal);
        int start = end < 0 ? -1 : text.LastIndexOf(":\"", end, StringComparison.Ordinal);
        bool isValue = start >= 0 && text.IndexOf('"', start + 2) == end;
        if (isValue)
        {
            return text.Insert(end, flaw);
        }

        int open = text.IndexOf(":{", StringComparison.Ordinal) + 2;
        return text.Insert(open, text[open] == '}' ? $"\"flaw\":\"{flaw}\"" : $"\"flaw\":\"{flaw}\",");
    }

    private static TimeSpan Sum(IReadOnlyCollection<Fault> faults, FaultKind kind) =>
        faults.Where(f => f.Kind == kind).Aggregate(TimeSpan.Zero, static (sum, f) => sum + f.Duration);

    private string Xml(ExchangeOutcome outcome, TimeSpan offset) => XmlText.Write(
        outcome.Envelope == "null" ? "errorresponse" : outcome.Envelope,
        outcome.Content ?? [],
        offset,
        outcome.User is null ? null : options.CloudStackVersion);

    private List<KeyValuePair<string, string>> Headers(ExchangeOutcome outcome)
    {
        List<KeyValuePair<string, string>> headers = [Date(), new("X-Content-Type-Options", "nosniff")];
        if (outcome.Description is { } text)
        {
            headers.Add(new("X-Description", HeaderText(text)));
        }

        headers.AddRange(outcome.Cookies.Select(static c => new KeyValuePair<string, string>("Set-Cookie", c)));
        return headers;
    }

    private KeyValuePair<string, string> Date() => new("Date", now.ToString("R", CultureInfo.InvariantCulture));

    // Header values are sent as Latin-1 and contain no line breaks.
    private static string HeaderText(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                char c = source[i];
                span[i] = c is >= ' ' and < '\u007f' ? c : c is '\r' or '\n' or '\t' ? ' ' : '?';
            }
        });
}
