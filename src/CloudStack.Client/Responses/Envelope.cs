using System.Text;
using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Json;

namespace CloudStack.Client.Responses;

/// <summary>
/// What surrounds every response: one object with one property. Its name is not compared with the command's: 99 of 973 commands
/// do not follow the rule for it.
/// </summary>
internal static class Envelope
{
    /// <summary>
    /// Reads the content of a response; an <see cref="ErrorResponse"/> where it is an error, whatever the status says, and a
    /// <see cref="SubmitResponse"/> where it is a job that nobody expected.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="context">The call that is answered.</param>
    /// <param name="read">Reads the content.</param>
    /// <param name="repaired">Whether the body had to be mended.</param>
    /// <param name="mismatch">Where the first value of another type than declared stands; null if there was none.</param>
    /// <exception cref="JsonException">The body is not what the API sends, even after repair.</exception>
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
        // The opening brace, which was looked at before.
        reader.Advance();
        GoToContent(ref reader);
        if (ErrorContent.ReadIfError(reader, body) is { } error)
        {
            mismatch = null;
            return ErrorResponse.Of(error, context);
        }

        object? result = SubmitResponse.ReadIfJob(ref reader, body, context) ?? read(ref reader, body, context);
        mismatch = reader.FirstMismatch;

        // An object that is cut off behind its content has lost something, whatever it was. What stands behind its end is not the API's.
        while (reader.NextField())
        {
            reader.Skip();
        }

        return result;
    }

    /// <summary>
    /// Goes to the content: the object of a property whose name ends in "response", else the first object, else whatever there is
    /// first. What stands beside it are notes of something on the way.
    /// </summary>
    private static void GoToContent(ref ModelReader reader)
    {
        // At the brace, as long as nothing better was found.
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
