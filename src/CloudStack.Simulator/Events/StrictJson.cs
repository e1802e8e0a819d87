using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CloudStack.Simulator;

/// <summary>Writes objects as well-formed JSON. Events don't go through the flawed last pass that responses do.</summary>
internal static class StrictJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ApiObject value, TimeSpan dateOffset)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value, dateOffset);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object value, TimeSpan dateOffset)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(ServerDate.Format(date, dateOffset));
                break;
            case double number:
                writer.WriteRawValue(JsonText.AsDouble(number));
                break;
            case ApiObject fields:
                writer.WriteStartObject();
                foreach ((string name, object field) in fields)
                {
                    writer.WritePropertyName(name);
                    Write(writer, field, dateOffset);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object item in items)
                {
                    Write(writer, item, dateOffset);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
