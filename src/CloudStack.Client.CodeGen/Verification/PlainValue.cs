using System.Runtime.InteropServices;
using System.Text.Json;
using CloudStack.Client.CodeGen.Server;
using CloudStack.Client.Json;

namespace CloudStack.Client.CodeGen.Verification;

/// <summary>Compares plain values with their types, as leniently as the SDK's own readers.</summary>
internal static class PlainValue
{
    public static bool IsPlain(string type) =>
        type is "string" or "integer" or "long" or "double" or "boolean" or "date" || type.StartsWith("enum:", StringComparison.Ordinal);

    public static Fit FitOf(string type, JsonElement value) => type switch
    {
        "integer" => Number(value, reader => LenientNumber.TryReadInt64(in reader, out long number) && number is >= int.MinValue and <= int.MaxValue),
        "long" => Number(value, reader => LenientNumber.TryReadInt64(in reader, out _)),
        "double" => Number(value, reader => LenientNumber.TryReadDouble(in reader, out _)),
        "boolean" => Boolean(value),
        "date" => value.ValueKind == JsonValueKind.String && LenientDate.TryParse(JsonValues.Text(value), out _) ? Fit.AsDeclared : Fit.Lost,
        _ => value.ValueKind switch
        {
            JsonValueKind.String => Fit.AsDeclared,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Fit.Readable,
            _ => Fit.Lost,
        },
    };

    private delegate bool Reads(Utf8JsonReader reader);

    private static Fit Number(JsonElement value, Reads reads)
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String) || !reads(ReaderOf(value)))
        {
            return Fit.Lost;
        }

        return value.ValueKind == JsonValueKind.Number ? Fit.AsDeclared : Fit.Readable;
    }

    private static Fit Boolean(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Fit.AsDeclared;
        }

        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            return Fit.Lost;
        }

        Utf8JsonReader reader = ReaderOf(value);
        return LenientNumber.TryReadBoolean(in reader, out _) ? Fit.Readable : Fit.Lost;
    }

    private static Utf8JsonReader ReaderOf(JsonElement value)
    {
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(value));
        reader.Read();
        return reader;
    }
}
