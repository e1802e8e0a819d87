using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using CloudStack.Client.Json;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Responses;

/// <summary>Turns a response into a value or into the matching exception.</summary>
internal sealed class ResponseReader(ILogger logger, TimeProvider timeProvider)
{
    private const int SnippetLength = 512;

    // The most bytes that a page may use for one character of a secret: two escaped surrogates in JSON.
    private const int LongestEncoding = 12;

    private volatile bool _percentEncoded;

    /// <summary>Reads the result of a response, or the failure that it reports.</summary>
    public object? Read(CommandContext context, PooledResponse response, out CloudStackException? failure)
    {
        failure = null;
        if (response.Status is >= 300 and < 400 || response.FollowedBy is not null)
        {
            failure = Redirected(context, response);
            return null;
        }

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
            failure = new ResponseFormatException($"{context.Command} returned an empty body (HTTP 200): the server failed, or the command returns nothing.", context.Command, response.Status, snippet: null)
            {
                IsEmpty = true,
                IsLost = true,
            };
            return null;
        }

        if (!response.LooksLikeJson)
        {
            failure = FormatException(context, response, $"{context.Command} returned {Describe(response)} instead of JSON (HTTP 200)");
            return null;
        }

        try
        {
            object? result = ReadJson(context, response, context.Read);
            if (result is not ErrorResponse error)
            {
                return result;
            }

            failure = ApiException(context, response, error);
        }
        catch (JsonException e)
        {
            failure = FormatException(context, response, $"{context.Command} returned JSON that cannot be read (HTTP 200)", e);
        }

        return null;
    }

    private object? ReadJson(CommandContext context, PooledResponse response, ContentReader<object?> read)
    {
        if (!Utf8.IsValid(response.Body.Span))
        {
            // Invalid bytes become replacement characters, also for code that reads the raw JSON later.
            response.Replace(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(response.Body.Span)));
            Log.BodyRepaired(logger, context.Command);
        }

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
                // A job's response with the status of an error isn't an error.
                if (ReadJson(context, response, ErrorResponse.Read) is ErrorResponse error && (error.ErrorCode is not null || error.Text is not null))
                {
                    return ApiException(context, response, error);
                }
            }
            catch (JsonException)
            {
                // Not an API envelope; only the status is known.
            }
        }

        return WithoutEnvelope(context, response);
    }

    private CloudStackApiException ApiException(CommandContext context, PooledResponse response, ErrorResponse error)
    {
        int code = error.ErrorCode ?? response.Status;
        TimeSpan? wait = (code == 429 ? ErrorResponse.WaitFromText(error.Text) : null) ?? HeaderWait(response);
        return new CloudStackApiException(context.Command, response.Status, code, error.Text, error.CSErrorCode, error.UuidList, wait);
    }

    private CloudStackException WithoutEnvelope(CommandContext context, PooledResponse response)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"{context.Command} returned HTTP {response.Status} and {Describe(response)}");
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
                return new CloudStackTransportException($"{what}: a proxy got no response from the server.", context.Command, isTransient: true)
                {
                    HttpStatus = response.Status,
                    RetryAfter = HeaderWait(response),
                };
            case 404 or 414:
                return FormatException(context, response, $"{what}; the server's container responds like this if a request is malformed or too large, or if the endpoint's path is wrong");
            default:
                return FormatException(context, response, what);
        }
    }

    /// <summary>The message shows the address of a redirect without query and body, because redirects repeat what was sent there.</summary>
    private static ResponseFormatException Redirected(CommandContext context, PooledResponse response)
    {
        Uri? from = response.AnsweredFrom;
        Uri? target = response.FollowedBy is null ? response.Location : from;
        if (target is { IsAbsoluteUri: false } && (from is null || !Uri.TryCreate(from, target, out target)))
        {
            target = null;
        }

        string address = target is null ? "an unnamed address"
            : context.Scrub(target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).Split(';')[0]);
        string what = response.FollowedBy is { } handler
            ? $"{handler} followed as a GET without parameters; it must not follow redirects"
            : "the client does not follow, because the request would lose its parameters";
        string remedy = target?.Scheme == Uri.UriSchemeHttps && from?.Scheme == Uri.UriSchemeHttp && target.Host == from.Host
            ? "Set Endpoint to the actual address of the API, with https instead of http"
            : "Set Endpoint to the actual address of the API";
        return new ResponseFormatException(
            string.Create(CultureInfo.InvariantCulture, $"{context.Command} returned HTTP {response.Status} and a redirect to {address}, which {what}. {remedy}."),
            context.Command,
            response.Status,
            snippet: null);
    }

    /// <summary>
    /// Whether the page comes from the server's own container and names no servlet. If so, the API has not started and has not
    /// received the request. A proxy's page proves nothing.
    /// </summary>
    private static bool IsContainerPage(ReadOnlySpan<byte> body) =>
        body.IndexOf("<th>STATUS:</th><td>503</td>"u8) >= 0 && body.IndexOf("<th>SERVLET:</th><td>-</td>"u8) >= 0;

    /// <summary>A date in the header is by the server's clock, so it's compared with the response's time.</summary>
    private TimeSpan? HeaderWait(PooledResponse response) =>
        response.RetryAfter ?? response.RetryAt - (response.ServerTime ?? timeProvider.GetUtcNow());

    private static ResponseFormatException FormatException(CommandContext context, PooledResponse response, string message, JsonException? inner = null)
    {
        string? snippet = Snippet(context, response);
        // A JsonException from the framework may quote the data, so only the position is passed on.
        string where = inner is null ? "" : string.Create(CultureInfo.InvariantCulture, $": {Reason(inner)}");
        return new ResponseFormatException(
            snippet is null ? $"{message}{where}." : $"{message}{where}. It begins: {snippet}", context.Command, response.Status, snippet)
        {
            IsLost = inner is not null || response.Status >= 500,
        };
    }

    private static string Reason(JsonException e) =>
        e.BytePositionInLine is { } position ? string.Create(CultureInfo.InvariantCulture, $"it cannot be read at line {e.LineNumber}, byte {position}") : e.Message.TrimEnd('.');

    private static string? Snippet(CommandContext context, PooledResponse response)
    {
        if (response.Body.IsEmpty || context.Descriptor.HasSensitiveResponse || (context.Descriptor.HasUnknownResponse && !IsPage(response)))
        {
            return null;
        }

        // Scrubbed before it is cut, and cut behind the longest secret; otherwise half of a secret would remain.
        long longest = Math.Max(LongestOf(context.Parameters.Secrets), LongestOf(context.JobSecrets));
        long window = (16L * SnippetLength) + (LongestEncoding * longest);
        string text = context.Scrub(Encoding.UTF8.GetString(response.Body.Span[..(int)Math.Min(response.Body.Length, window)]));
        return text.Length <= SnippetLength ? text : text[..SnippetLength];
    }

    private static int LongestOf(IReadOnlyList<string> secrets)
    {
        int longest = 0;
        foreach (string secret in secrets)
        {
            longest = Math.Max(longest, secret.Length);
        }

        return longest;
    }

    /// <summary>Whether the body is a page of something in between, or a sentence of the server, and no data.</summary>
    private static bool IsPage(PooledResponse response) =>
        !response.LooksLikeJson && response.MediaType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true;

    private static string Describe(PooledResponse response) => response switch
    {
        { Body.IsEmpty: true } => "an empty body",
        { MediaType: "text/html" } => "an HTML page",
        { MediaType: "text/xml" or "application/xml" } => "XML",
        { MediaType: { } other } => $"a body of type {other}",
        _ => "a body without a type",
    };
}
