using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Json;

namespace CloudStack.Client.Responses;

/// <summary>
/// What surrounds every response: one object with one property. Its name is not looked at: 99 of 973 commands do not follow
/// the rule for it.
/// </summary>
internal static class Envelope
{
    /// <summary>Reads the content of a good response; a <see cref="SubmitResponse"/> where it is a job that nobody expected.</summary>
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
        // The opening brace, which was looked at before, and the first name.
        reader.Advance();
        reader.Advance();
        Expect(reader.TokenType == JsonTokenType.PropertyName, "The response is an empty object.");
        reader.Advance();
        object? result = SubmitResponse.ReadIfJob(ref reader, body, context) ?? read(ref reader, body, context);
        reader.Advance();
        Expect(reader.TokenType == JsonTokenType.EndObject, "The response's envelope has more than one property.");
        Expect(!reader.TryAdvance(), "There is more behind the response.");
        mismatch = reader.FirstMismatch;
        return result;
    }

    private static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new JsonException(otherwise);
        }
    }
}
