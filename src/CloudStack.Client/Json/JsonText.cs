using System.Text;
using System.Text.Json;

namespace CloudStack.Client.Json;

/// <summary>Reads JSON text that may be damaged: half of a surrogate pair or invalid UTF-8 must not lose an answer.</summary>
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
            // GetString refuses what is not valid UTF-16 or UTF-8. Take the text as it stands, with replacement characters.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
