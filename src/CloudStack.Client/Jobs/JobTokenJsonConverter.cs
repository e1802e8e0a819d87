using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack.Client;

/// <summary>
/// Writes a <see cref="JobToken"/> to JSON as its text and reads it back; an empty token is null. The converter is declared on the
/// type, so no option is needed. It also works for the keys of a dictionary.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JobTokenJsonConverter : JsonConverter<JobToken>
{
    /// <summary>Null is read as the empty token.</summary>
    public override bool HandleNull => true;

    /// <summary>Reads a token.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <param name="typeToConvert">The type to convert; not used.</param>
    /// <param name="options">The serializer's options; not used.</param>
    /// <returns>The token; an empty one for null.</returns>
    /// <exception cref="JsonException">The value isn't a string, or isn't a token of a known version.</exception>
    public override JobToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String when JobToken.TryParse(Text(in reader), out JobToken token) => token,
        _ => throw NoToken(),
    };

    /// <summary>Reads a token that is the name of a property.</summary>
    /// <param name="reader">Positioned on the name.</param>
    /// <param name="typeToConvert">The type to convert; not used.</param>
    /// <param name="options">The serializer's options; not used.</param>
    /// <returns>The token.</returns>
    /// <exception cref="JsonException">The name isn't a token of a known version.</exception>
    public override JobToken ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JobToken.TryParse(Text(in reader), out JobToken token) ? token : throw NoToken();

    /// <summary>Writes a token as its text, or an empty token as null.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="value">The token.</param>
    /// <param name="options">The serializer's options; not used.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public override void Write(Utf8JsonWriter writer, JobToken value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.JobId is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }

    /// <summary>Writes a token as the name of a property.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="value">The token.</param>
    /// <param name="options">The serializer's options; not used.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="JsonException">The token is empty.</exception>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, JobToken value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.JobId is not null ? value.ToString() : throw new JsonException("An empty job token cannot be a property name."));
    }

    private static string? Text(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // The bytes aren't valid text.
            return null;
        }
    }

    /// <summary>The message doesn't repeat the text, because whatever is there instead of a token may be secret.</summary>
    private static JsonException NoToken() => new(JobToken.NoTokenText);
}
