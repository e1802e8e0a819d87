using System.Text;
using System.Text.Json;

namespace CloudStack.Client.Json;

/// <summary>Reads JSON text that may be damaged or decorated. Neither must make the client lose a response.</summary>
internal static class JsonText
{
    public static string Read(ref readonly Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // GetString throws for invalid UTF-16 or UTF-8. Uses replacement characters instead.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    /// <summary>
    /// The range of a body's text, without anything that was added around it on the way: byte order marks, white space, and the
    /// line that makes JSON useless as a script.
    /// </summary>
    public static Range WithoutDecoration(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> rest = TrimStart(body);
        if (rest.StartsWith(")]}'"u8) && rest.IndexOf((byte)'{') is var brace and >= 0)
        {
            rest = rest[brace..];
        }

        int start = body.Length - rest.Length;
        return start..(start + rest.TrimEnd(" \t\r\n\0"u8).Length);
    }

    /// <summary>The bytes of the byte order mark, U+FEFF, start nothing else that could be JSON.</summary>
    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n\0\uFEFF"u8);
}
