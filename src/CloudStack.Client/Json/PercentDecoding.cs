using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CloudStack.Client.Json;

/// <summary>
/// Servers with <c>encode.api.response</c> percent-encode every string value, so an id arrives as <c>f2e9508a%2D3d64…</c> and would
/// be refused when sent back. The whole body is decoded once; readers don't notice.
/// </summary>
internal static class PercentDecoding
{
    private const int UuidLength = 44;

    /// <summary>Whether a body contains an encoded id as the whole value of a property whose name ends in "id".</summary>
    public static bool IsEncoded(ReadOnlySpan<byte> body)
    {
        for (ReadOnlySpan<byte> rest = body; ;)
        {
            int start = rest.IndexOf("id\":\""u8);
            if (start < 0)
            {
                return false;
            }

            rest = rest[(start + 5)..];
            if (rest.Length > UuidLength && rest[UuidLength] == (byte)'"' && IsEncodedUuid(rest[..UuidLength]))
            {
                return true;
            }
        }
    }

    /// <exception cref="JsonException">The body isn't JSON.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> body)
    {
        ArrayBufferWriter<byte> output = new(body.Length);
        Utf8JsonReader reader = new(body);
        using Utf8JsonWriter writer = new(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject: writer.WriteStartObject(); break;
                case JsonTokenType.EndObject: writer.WriteEndObject(); break;
                case JsonTokenType.StartArray: writer.WriteStartArray(); break;
                case JsonTokenType.EndArray: writer.WriteEndArray(); break;
                case JsonTokenType.PropertyName: writer.WritePropertyName(JsonText.Read(in reader)); break;
                case JsonTokenType.String: writer.WriteStringValue(Decode(JsonText.Read(in reader))); break;
                default: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
            }

            if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject)
            {
                // Anything after the end isn't from the API.
                break;
            }
        }

        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static string Decode(string value) =>
        // A plus sign means itself: the server encodes a space as %20, and leaves dates unencoded.
        value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;

    private static bool IsEncodedUuid(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<int> groups = [8, 4, 4, 4, 12];
        foreach (int length in groups)
        {
            if (value[..length].IndexOfAnyExcept(HexDigits) >= 0)
            {
                return false;
            }

            value = value[length..];
            if (!value.IsEmpty)
            {
                if (!Ascii.EqualsIgnoreCase(value[..3], "%2d"u8))
                {
                    return false;
                }

                value = value[3..];
            }
        }

        return true;
    }

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);
}
