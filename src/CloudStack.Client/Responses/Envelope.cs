using System.Text;
using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Json;

namespace CloudStack.Client.Responses;

/// <summary>
/// The envelope of every response: one object with one property. The property's name isn't compared with the command's, because 99
/// of 973 commands don't follow the naming rule.
/// </summary>
internal static class Envelope
{
    /// <summary>
    /// Reads the content of a response. Returns an <see cref="ErrorResponse"/> if it is an error, whatever the status, and a
    /// <see cref="SubmitResponse"/> if it is an unexpected job.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="context">The call that the response belongs to.</param>
    /// <param name="read">Reads the content.</param>
    /// <param name="repaired">Whether the body had to be repaired.</param>
    /// <param name="mismatch">The position of the first value whose type isn't the declared one; null if there was none.</param>
    /// <exception cref="JsonException">The body isn't a response of the API, even after repair.</exception>
    public static object? Read(PooledResponse response, CommandContext context, ContentReader<object?> read, out bool repaired, out long? mismatch)
    {
        repaired = false;
        try
        {
            return ReadOnce(response.Body.Span, context, read, out mismatch);
        }
        catch (JsonException)
        {
            if (JsonRepair.Repair(response.Body.Span) is not { } mended)
            {
                throw;
            }

            response.Replace(mended);
            repaired = true;
            return ReadOnce(mended, context, read, out mismatch);
        }
    }

    private static object? ReadOnce(ReadOnlySpan<byte> body, CommandContext context, ContentReader<object?> read, out long? mismatch)
    {
        ModelReader reader = new(body);
        // The opening brace, which has been checked before.
        reader.Advance();
        GoToContent(ref reader);
        if (ErrorContent.ReadIfError(reader, body) is { } error)
        {
            mismatch = null;
            return ErrorResponse.Of(error, context);
        }

        object? result = SubmitResponse.ReadIfJob(ref reader, body, context) ?? read(ref reader, body, context);
        mismatch = reader.FirstMismatch;

        // If the object is cut off after its content, something is missing, whatever it was. Anything after its end isn't from the API.
        while (reader.NextField())
        {
            reader.Skip();
        }

        return result;
    }

    /// <summary>
    /// Moves to the content: the object of a property whose name ends in "response", otherwise the first object, otherwise the
    /// first value. Other properties were added on the way.
    /// </summary>
    private static void GoToContent(ref ModelReader reader)
    {
        // Remains at the brace until something better is found.
        ModelReader best = reader;
        while (reader.NextField())
        {
            bool isNamed = EndsInResponse(reader.FieldNameBytes);
            reader.Advance();
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            if (isNamed && isObject)
            {
                return;
            }

            if (best.TokenStart == 0 || (isObject && best.TokenType != JsonTokenType.StartObject))
            {
                best = reader;
            }

            reader.SkipValue();
        }

        reader = best.TokenStart == 0 ? throw new JsonException("The response is an empty object.") : best;
    }

    private static bool EndsInResponse(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> suffix = "response"u8;
        return name.Length >= suffix.Length && Ascii.EqualsIgnoreCase(name[^suffix.Length..], suffix);
    }
}
