using System.Net;
using System.Net.Http.Headers;

namespace CloudStack.Client.Http;

/// <summary>Parameters that other code has written into a query or a form.</summary>
internal static class FormText
{
    public const string Type = "application/x-www-form-urlencoded";

    /// <summary>
    /// The maximum length of a query. A server accepts 8,192 bytes of request line and headers; the rest is for path and headers.
    /// </summary>
    public const int LongestQuery = 6 * 1024;

    /// <summary>
    /// Parses the parameters of a text, each with the piece of text it came from. A parameter without an equals sign is empty.
    /// </summary>
    public static IEnumerable<(string Name, string Value, string Piece)> Parse(string text)
    {
        foreach (string piece in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = piece.IndexOf('=');
            yield return equals < 0
                ? (WebUtility.UrlDecode(piece), "", piece)
                : (WebUtility.UrlDecode(piece[..equals]), WebUtility.UrlDecode(piece[(equals + 1)..]), piece);
        }
    }

    /// <summary>Reads the form in a body; empty if there is none.</summary>
    /// <exception cref="InvalidOperationException">The body isn't a form.</exception>
    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        string text = await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (text.Length > 0)
        {
            Check(content.Headers.ContentType);
        }

        return text;
    }

    /// <summary>Creates a body with a form, and with the headers of the body it replaces.</summary>
    public static HttpContent Create(byte[] form, HttpContent? original)
    {
        ReadOnlyMemoryContent content = new(form);
        if (original is not null)
        {
            foreach ((string name, IEnumerable<string> values) in original.Headers)
            {
                if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    content.Headers.TryAddWithoutValidation(name, values);
                }
            }
        }

        // An empty body can have any type, because it isn't read.
        if (content.Headers.ContentType?.MediaType?.Equals(Type, StringComparison.OrdinalIgnoreCase) != true)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue(Type);
        }

        return content;
    }

    private static void Check(MediaTypeHeaderValue? type)
    {
        if (type?.MediaType?.Equals(Type, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new InvalidOperationException(
                $"The request has a body of type {type?.MediaType ?? "(none)"}; CloudStack reads only forms ({Type}) and queries, so nothing else can be signed.");
        }

        if (type.CharSet is { } charSet && !charSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"The form is in {charSet}; CloudStack reads forms as UTF-8.");
        }
    }
}
