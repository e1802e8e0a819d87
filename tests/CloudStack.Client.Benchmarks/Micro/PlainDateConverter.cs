using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>Converts the server's dates, which the serializer doesn't read itself: <c>2026-01-02T03:04:05+0000</c>.</summary>
internal sealed class PlainDateConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:sszzz";
    private const int Length = 24;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Length];
        return !reader.HasValueSequence && reader.ValueSpan.Length == Length
            ? DateTimeOffset.ParseExact(text[..reader.CopyString(text)], Format, CultureInfo.InvariantCulture)
            : throw new JsonException("The date has a different format.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
