using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Json;

namespace CloudStack.Client.Transport;

/// <summary>
/// What surrounds every answer: one object with one property. Its name is not looked at: 99 of 973 commands do not follow
/// the rule for it.
/// </summary>
internal static class Envelope
{
    /// <summary>Reads the content of a good answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="call">The call that is answered.</param>
    /// <param name="read">Reads the content.</param>
    /// <param name="repaired">Whether the body had to be mended.</param>
    /// <param name="mismatch">Where the first value of another type than declared stands; null if there was none.</param>
    /// <exception cref="JsonException">The body is not what the API sends, even after repair.</exception>
    public static object? Read(PooledResponse response, CommandCall call, ContentReader<object?> read, out bool repaired, out long? mismatch)
    {
        repaired = false;
        try
        {
            return ReadOnce(response.Body.Span, call, read, out mismatch);
        }
        catch (JsonException)
        {
            if (JsonRepair.Repair(response.Body.Span) is not { } mended)
            {
                throw;
            }

            response.Replace(mended);
            repaired = true;
            return ReadOnce(mended, call, read, out mismatch);
        }
    }

    /// <summary>Whether the body can be JSON at all, from its first character.</summary>
    public static bool LooksLikeJson(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> text = body.TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && text[0] == (byte)'{';
    }

    private static object? ReadOnce(ReadOnlySpan<byte> body, CommandCall call, ContentReader<object?> read, out long? mismatch)
    {
        ModelReader reader = new(body);
        // The opening brace, which was looked at before, and the first name.
        reader.Advance();
        reader.Advance();
        Expect(reader.TokenType == JsonTokenType.PropertyName, "The answer is an empty object.");
        reader.Advance();
        object? result = read(ref reader, body, call);
        reader.Advance();
        Expect(reader.TokenType == JsonTokenType.EndObject, "The answer's envelope has more than one property.");
        Expect(!reader.TryAdvance(), "There is more behind the answer.");
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
