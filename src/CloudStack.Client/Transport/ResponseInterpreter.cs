using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Json;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Transport;

/// <summary>Turns an answer into a value or into the exception that fits it.</summary>
internal sealed class ResponseInterpreter(ILogger logger, TimeProvider timeProvider)
{
    private const int SnippetLength = 512;

    private volatile bool _percentEncoded;

    /// <exception cref="CloudStackException">The answer is no good one.</exception>
    public object? Read(CommandCall call, PooledResponse response, ContentReader<object?> read)
    {
        if (!response.IsSuccess)
        {
            throw ToException(call, response);
        }

        if (response.Body.IsEmpty)
        {
            throw new ResponseFormatException($"{call.Command} was answered with an empty body (HTTP 200): the server failed, or the command has no answer.", call.Command, response.Status, snippet: null)
            {
                IsEmpty = true,
                IsLost = true,
            };
        }

        if (!Envelope.LooksLikeJson(response.Body.Span))
        {
            throw FormatException(call, response, $"{call.Command} was answered with {Describe(response)} instead of JSON (HTTP 200)");
        }

        try
        {
            return ReadJson(call, response, read);
        }
        catch (JsonException e)
        {
            throw FormatException(call, response, $"{call.Command} was answered with JSON that cannot be read (HTTP 200)", e);
        }
    }

    private object? ReadJson(CommandCall call, PooledResponse response, ContentReader<object?> read)
    {
        if (_percentEncoded || PercentDecoding.IsEncoded(response.Body.Span))
        {
            _percentEncoded = true;
            if (JsonRepair.Repair(response.Body.Span) is { } mended)
            {
                response.Replace(mended);
            }

            response.Replace(PercentDecoding.Decode(response.Body.Span));
        }

        object? result = Envelope.Read(response, call, read, out bool repaired, out long? mismatch);
        if (repaired)
        {
            Log.BodyRepaired(logger, call.Command);
        }

        if (mismatch is { } position)
        {
            Log.ValueMismatch(logger, call.Command, position);
        }

        return result;
    }

    private CloudStackException ToException(CommandCall call, PooledResponse response)
    {
        if (Envelope.LooksLikeJson(response.Body.Span))
        {
            try
            {
                ErrorAnswer error = (ErrorAnswer)ReadJson(call, response, ErrorAnswer.Read)!;
                if (error.ErrorCode is not null || error.Text is not null)
                {
                    return new CloudStackApiException(
                        call.Command,
                        response.Status,
                        error.ErrorCode ?? response.Status,
                        error.Text,
                        error.CSErrorCode,
                        error.UuidList,
                        response.Status == 429 ? ErrorAnswer.WaitFromText(error.Text) ?? HeaderWait(response) : HeaderWait(response));
                }
            }
            catch (JsonException)
            {
                // Not an envelope of the API; the status is all there is.
            }
        }

        return WithoutEnvelope(call, response);
    }

    private CloudStackException WithoutEnvelope(CommandCall call, PooledResponse response)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"{call.Command} was answered with HTTP {response.Status} and {Describe(response)}");
        switch (response.Status)
        {
            case 429:
                return new CloudStackApiException(call.Command, 429, 429, errorText: null, csErrorCode: null, uuidList: null, HeaderWait(response));
            case 502 or 503 or 504:
                return new CloudStackTransportException($"{what}: a proxy has no server, or the server is starting.", call.Command, isTransient: true) { HttpStatus = response.Status };
            case 404 or 414:
                return FormatException(call, response, $"{what}; the server's container answers like this when a request is malformed or too large, and when the endpoint's path is wrong");
            default:
                return FormatException(call, response, what);
        }
    }

    /// <summary>A date to wait for is one of the server's clock, which the answer tells.</summary>
    private TimeSpan? HeaderWait(PooledResponse response) =>
        response.RetryAfter ?? response.RetryAt - (response.ServerTime ?? timeProvider.GetUtcNow());

    private static ResponseFormatException FormatException(CommandCall call, PooledResponse response, string message, JsonException? inner = null)
    {
        string? snippet = Snippet(call, response);
        // A JsonException of the framework may quote the data; only where it broke is passed on.
        string where = inner is null ? "" : string.Create(CultureInfo.InvariantCulture, $": {Reason(inner)}");
        return new ResponseFormatException(
            snippet is null ? $"{message}{where}." : $"{message}{where}. It begins: {snippet}", call.Command, response.Status, snippet)
        {
            IsLost = inner is not null || response.Status >= 500,
        };
    }

    private static string Reason(JsonException e) =>
        e.BytePositionInLine is { } position ? string.Create(CultureInfo.InvariantCulture, $"it breaks off at line {e.LineNumber}, byte {position}") : e.Message.TrimEnd('.');

    private static string? Snippet(CommandCall call, PooledResponse response)
    {
        if (call.HasSensitiveResponse || response.Body.IsEmpty)
        {
            return null;
        }

        // Scrubbed before it is cut: half of a secret would get through otherwise.
        string text = call.Scrub(Encoding.UTF8.GetString(response.Body.Span[..Math.Min(response.Body.Length, 16 * SnippetLength)]));
        return text.Length <= SnippetLength ? text : text[..SnippetLength];
    }

    private static string Describe(PooledResponse response) => response switch
    {
        { Body.IsEmpty: true } => "an empty body",
        { MediaType: "text/html" } => "an HTML page",
        { MediaType: "text/xml" or "application/xml" } => "XML",
        { MediaType: { } other } => $"a body of type {other}",
        _ => "a body without a type",
    };
}
