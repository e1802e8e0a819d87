using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Determines from the recorded status and body alone how a call must end, and compares.</summary>
internal sealed class AnswerOracle(RecordedExchange exchange)
{
    private readonly RecordedAnswer _answer = exchange.Answer;

    /// <returns>The category of the response.</returns>
    public string Judge(JsonElement? value, CloudStackException? failure, Problems problems)
    {
        JsonElement? content = BodyJson.Content(_answer);
        string body = BodyClass();
        if (content is { } error && _answer.Status != 200)
        {
            ExpectApiError(error, failure, problems);
            return "error of the API";
        }

        if (content is { } good)
        {
            if (failure is not null)
            {
                problems.Add(exchange, $"{failure.GetType().Name} instead of a value: {failure.Message}");
            }
            else if (!JsonElement.DeepEquals(value!.Value, good))
            {
                problems.Add(exchange, "the value isn't the content of the body");
            }

            return BodyJson.IsStrict(_answer.Text) ? "value" : "value of repaired JSON";
        }

        if (_answer.Status is 502 or 503 or 504)
        {
            ExpectTransportFailure(failure, problems);
            return $"transport failure ({body})";
        }

        problems.ExpectEqual(exchange, "the outcome", Cause(failure)?.GetType() ?? value?.GetType(), typeof(ResponseFormatException));
        problems.ExpectEqual(exchange, "the HTTP status", (Cause(failure) as ResponseFormatException)?.HttpStatus, _answer.Status);
        return $"{(_answer.Status == 200 ? "200" : "other status")}, {body}";
    }

    private void ExpectApiError(JsonElement error, CloudStackException? failure, Problems problems)
    {
        if (failure is not CloudStackApiException api)
        {
            problems.Add(exchange, $"{failure?.GetType().Name ?? "a value"} instead of an error of the API");
            return;
        }

        problems.ExpectEqual(exchange, "HttpStatus", api.HttpStatus, _answer.Status);
        problems.ExpectEqual(exchange, "ErrorCode", api.ErrorCode, BodyJson.Number(error, "errorcode"));
        problems.ExpectEqual(exchange, "CSErrorCode", api.CSErrorCode, BodyJson.Number(error, "cserrorcode"));
        problems.ExpectEqual(exchange, "ErrorText", api.ErrorText, SentSecrets.Mask(exchange, BodyJson.Text(error, "errortext")));
        problems.ExpectEqual(exchange, "Command", api.Command, exchange.Command);
        problems.ExpectEqual(
            exchange,
            "UuidList",
            api.UuidList,
            error.GetProperty("uuidList").EnumerateArray().Select(item => new ErrorObject(BodyJson.Text(item, "uuid")!, BodyJson.Text(item, "description"))));
    }

    private void ExpectTransportFailure(CloudStackException? failure, Problems problems)
    {
        problems.ExpectEqual(exchange, "the outcome", Cause(failure)?.GetType(), typeof(CloudStackTransportException));
        problems.ExpectEqual(exchange, "IsTransient", (Cause(failure) as CloudStackTransportException)?.IsTransient, true);
    }

    /// <summary>A synchronous change may have been made although its response was lost; the client says so, and why.</summary>
    private static Exception? Cause(CloudStackException? failure) => failure is AmbiguousSubmissionException ? failure.InnerException : failure;

    private string BodyClass() => _answer.Text switch
    {
        "" => "empty",
        ['<', '?', 'x', 'm', 'l', ..] => "XML",
        ['<', ..] => "HTML",
        _ => "text",
    };
}
