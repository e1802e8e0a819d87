using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>The tests' own parser of a body, without code of the client.</summary>
internal static class BodyJson
{
    /// <summary>The content of the envelope: the value of the root's only property. Null if the body isn't a JSON object.</summary>
    public static JsonElement? Content(RecordedAnswer answer)
    {
        if (!answer.Text.StartsWith('{'))
        {
            return null;
        }

        JsonElement root = Parse(answer.Text);
        JsonProperty only = root.EnumerateObject().Single();
        return only.Value;
    }

    public static JsonElement Parse(string text)
    {
        try
        {
            return ParseStrictly(text);
        }
        catch (JsonException)
        {
            return ParseStrictly(Mend(text));
        }
    }

    public static bool IsStrict(string text)
    {
        try
        {
            ParseStrictly(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? Text(value) : null;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };

    public static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    /// <summary>A date as the server writes it, such as 2026-01-02T03:04:05+0530.</summary>
    public static DateTimeOffset Date(string text) =>
        DateTimeOffset.ParseExact(text.Insert(text.Length - 2, ":"), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static JsonElement ParseStrictly(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Treats a backslash before a character that can't be escaped, and bare control characters, as literal characters.</summary>
    private static string Mend(string text)
    {
        StringBuilder mended = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && "\"\\/bfnrtu".Contains(text[i + 1], StringComparison.Ordinal))
            {
                mended.Append(text[i]).Append(text[++i]);
            }
            else if (text[i] == '\\')
            {
                mended.Append("\\\\");
            }
            else if (char.IsControl(text[i]))
            {
                mended.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                mended.Append(text[i]);
            }
        }

        return mended.ToString();
    }
}
