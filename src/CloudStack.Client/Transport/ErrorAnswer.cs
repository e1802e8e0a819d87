using System.Globalization;
using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Transport;

/// <summary>The content of an envelope with an error.</summary>
internal sealed record ErrorAnswer(int? ErrorCode, int? CSErrorCode, string? Text, IReadOnlyList<ErrorObject> UuidList)
{
    public static ErrorAnswer Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandCall call)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.SkipValue();
            return new ErrorAnswer(null, null, null, []);
        }

        int? errorCode = null;
        int? csErrorCode = null;
        string? text = null;
        IReadOnlyList<ErrorObject> objects = [];
        while (reader.NextField("\u0008\u0001uuidList\u0009\u0002errorcodeerrortext\u000b\u0001cserrorcode"u8, out int field))
        {
            switch (field)
            {
                case 0: objects = ReadObjects(reader.ReadStringMaps(), call); break;
                case 1: errorCode = reader.ReadInt32(); break;
                case 2: text = reader.ReadString(); break;
                case 3: csErrorCode = reader.ReadInt32(); break;
                default: reader.Skip(); break;
            }
        }

        return new ErrorAnswer(errorCode, csErrorCode, text is null ? null : call.Scrub(text), objects);
    }

    /// <summary>How long a throttled caller is asked to wait: servers write it into the text, in milliseconds.</summary>
    public static TimeSpan? WaitFromText(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int open = text.LastIndexOf('[');
        int close = text.LastIndexOf(']');
        return open >= 0 && close > open
            && int.TryParse(text.AsSpan(open + 1, close - open - 1), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
    }

    private static List<ErrorObject> ReadObjects(IReadOnlyList<IReadOnlyDictionary<string, string>>? items, CommandCall call)
    {
        List<ErrorObject> objects = [];
        foreach (IReadOnlyDictionary<string, string> item in items ?? [])
        {
            if (item.TryGetValue("uuid", out string? uuid))
            {
                objects.Add(new ErrorObject(call.Scrub(uuid), item.GetValueOrDefault("description") is { } description ? call.Scrub(description) : null));
            }
        }

        return objects;
    }
}
