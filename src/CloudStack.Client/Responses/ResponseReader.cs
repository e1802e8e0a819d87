using System.Globalization;
using System.Text.Json;
using System.Text;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using CloudStack.Client.Json;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Responses;

/// <summary>Turns a response into a value or into the exception that fits it.</summary>
internal sealed class ResponseReader(ILogger logger, TimeProvider timeProvider)
{
    private const int SnippetLength = 512;

    private volatile bool _percentEncoded;

    /// <summary>The result that a response brings, or the failure that it tells of.</summary>
    public object? Read(CommandContext context, PooledResponse response, out CloudStackException? failure)
    {
        failure = null;
        if (!response.IsSuccess)
        {
            failure = ToException(context, response);
            return null;
        }

        if (response.Body.IsEmpty && context.MayBeEmpty)
        {
            return null;
        }

        if (response.Body.IsEmpty)
        {
            failure = new ResponseFormatException($"{context.Command} was answered with an empty body (HTTP 200): the server failed, or the command has no answer.", context.Command, response.Status, snippet: null)
            {
                IsEmpty = true,
                IsLost = true,
            };
            return null;
        }

        if (!response.LooksLikeJson)
        {
            failure = FormatException(context, response, $"{context.Command} was answered with {Describe(response)} instead of JSON (HTTP 200)");
            return null;
        }

        try
        {
            return ReadJson(context, response, context.Read);
        }
        catch (JsonException e)
        {
            failure = FormatException(context, response, $"{context.Command} was answered with JSON that cannot be read (HTTP 200)", e);
            return null;
        }
    }

    private object? ReadJson(CommandContext context, PooledResponse response, ContentReader<object?> read)
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

        object? result = Envelope.Read(response, context, read, out bool repaired, out long? mismatch);
        if (repaired)
        {
            Log.BodyRepaired(logger, context.Command);
        }

        if (mismatch is { } position)
        {
            Log.ValueMismatch(logger, context.Command, position);
        }

        return result;
    }

    private CloudStackException ToException(CommandContext context, PooledResponse response)
    {
        if (response.LooksLikeJson)
        {
            try
            {
                ErrorResponse error = (ErrorResponse)ReadJson(context, response, ErrorResponse.Read)!;
                if (error.ErrorCode is not null || error.Text is not null)
                {
                    return new CloudStackApiException(
                        context.Command,
                        response.Status,
                        error.ErrorCode ?? response.Status,
                        error.Text,
                        error.CSErrorCode,
                        error.UuidList,
                        response.Status == 429 ? ErrorResponse.WaitFromText(error.Text) ?? HeaderWait(response) : HeaderWait(response));
                }
            }
            catch (JsonException)
            {
                // Not an envelope of the API; the status is all there is.
            }
        }

        return WithoutEnvelope(context, response);
    }

    private CloudStackException WithoutEnvelope(CommandContext context, PooledResponse response)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"{context.Command} was answered with HTTP {response.Status} and {Describe(response)}");
        switch (response.Status)
        {
            case 429:
                return new CloudStackApiException(context.Command, 429, 429, errorText: null, csErrorCode: null, uuidList: null, HeaderWait(response));
            case 503 when IsContainerPage(response.Body.Span):
                return new CloudStackTransportException($"{what}: the management server is starting. Nothing was executed.", context.Command, isTransient: true)
                {
                    HttpStatus = response.Status,
                    NothingSent = true,
                    RetryAfter = HeaderWait(response),
                };
            case 408 or 425 or 502 or 503 or 504:
                return new CloudStackTransportException($"{what}: a proxy had no answer of a server.", context.Command, isTransient: true)
                {
                    HttpStatus = response.Status,
                    RetryAfter = HeaderWait(response),
                };
            case 404 or 414:
                return FormatException(context, response, $"{what}; the server's container answers like this when a request is malformed or too large, and when the endpoint's path is wrong");
            default:
                return FormatException(context, response, what);
        }
    }

    /// <summary>
    /// Whether the page is that of the server's own container, and names no servlet: the API has not started, so it has not seen
    /// the request. A proxy's page is no such proof.
    /// </summary>
    private static bool IsContainerPage(ReadOnlySpan<byte> body) =>
        body.IndexOf("<th>STATUS:</th><td>503</td>"u8) >= 0 && body.IndexOf("<th>SERVLET:</th><td>-</td>"u8) >= 0;

    /// <summary>A date to wait for is one of the server's clock, which the answer tells.</summary>
    private TimeSpan? HeaderWait(PooledResponse response) =>
        response.RetryAfter ?? response.RetryAt - (response.ServerTime ?? timeProvider.GetUtcNow());

    private static ResponseFormatException FormatException(CommandContext context, PooledResponse response, string message, JsonException? inner = null)
    {
        string? snippet = Snippet(context, response);
        // A JsonException of the framework may quote the data; only where it broke is passed on.
        string where = inner is null ? "" : string.Create(CultureInfo.InvariantCulture, $": {Reason(inner)}");
        return new ResponseFormatException(
            snippet is null ? $"{message}{where}." : $"{message}{where}. It begins: {snippet}", context.Command, response.Status, snippet)
        {
            IsLost = inner is not null || response.Status >= 500,
        };
    }

    private static string Reason(JsonException e) =>
        e.BytePositionInLine is { } position ? string.Create(CultureInfo.InvariantCulture, $"it breaks off at line {e.LineNumber}, byte {position}") : e.Message.TrimEnd('.');

    private static string? Snippet(CommandContext context, PooledResponse response)
    {
        if (context.Descriptor.HasSensitiveResponse || response.Body.IsEmpty)
        {
            return null;
        }

        // Scrubbed before it is cut: half of a secret would get through otherwise.
        string text = context.Scrub(Encoding.UTF8.GetString(response.Body.Span[..Math.Min(response.Body.Length, 16 * SnippetLength)]));
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
