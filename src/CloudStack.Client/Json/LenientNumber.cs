using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace CloudStack.Client.Json;

/// <summary>
/// Numbers and booleans as different server versions write them: bare, as text, or (list results of jobs) integers in
/// floating-point notation.
/// </summary>
internal static class LenientNumber
{
    public static bool TryReadInt64(ref readonly Utf8JsonReader reader, out long value)
    {
        ReadOnlySpan<byte> text = Text(in reader);
        if (Utf8Parser.TryParse(text, out value, out int used) && used == text.Length)
        {
            return true;
        }

        if (TryParseDouble(text, out double number) && Math.Floor(number) == number && number is >= -9.2e18 and <= 9.2e18)
        {
            value = (long)number;
            return true;
        }

        return false;
    }

    public static bool TryReadDouble(ref readonly Utf8JsonReader reader, out double value) => TryParseDouble(Text(in reader), out value);

    public static bool TryReadDecimal(ref readonly Utf8JsonReader reader, out decimal value) =>
        decimal.TryParse(Text(in reader), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    public static bool TryReadBoolean(ref readonly Utf8JsonReader reader, out bool value)
    {
        ReadOnlySpan<byte> text = Text(in reader);
        if (Utf8Parser.TryParse(text, out value, out int used) && used == text.Length)
        {
            return true;
        }

        if (text.SequenceEqual("1"u8) || text.SequenceEqual("0"u8))
        {
            value = text[0] == (byte)'1';
            return true;
        }

        value = EqualsIgnoreCase(text, "true"u8);
        return value || EqualsIgnoreCase(text, "false"u8);
    }

    private static bool TryParseDouble(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
    {
        if (text.Length != lowerCase.Length)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if ((text[i] | 0x20) != lowerCase[i])
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> Text(ref readonly Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(JsonText.Read(in reader)) : reader.ValueSpan.Trim((byte)' ');
}
