using System.Globalization;
using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;

namespace CloudStack.Client.Responses;

/// <summary>The content of an envelope with an error.</summary>
internal sealed record ErrorResponse(int? ErrorCode, int? CSErrorCode, string? Text, IReadOnlyList<ErrorObject> UuidList)
{
    public static ErrorResponse Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return Of(ErrorContent.Read(ref reader), context);
        }

        reader.SkipValue();
        return new ErrorResponse(null, null, null, []);
    }

    /// <summary>Creates an error, without anything that was sent as a secret.</summary>
    public static ErrorResponse Of(ErrorContent error, CommandContext context) =>
        new(error.ErrorCode, error.CSErrorCode, error.Text is null ? null : context.Scrub(error.Text), ReadObjects(error.UuidList, context));

    /// <summary>How long a throttled caller should wait: servers write it into the text, in milliseconds.</summary>
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

    private static List<ErrorObject> ReadObjects(IReadOnlyList<IReadOnlyDictionary<string, string>>? items, CommandContext context)
    {
        List<ErrorObject> objects = [];
        foreach (IReadOnlyDictionary<string, string> item in items ?? [])
        {
            if (item.TryGetValue("uuid", out string? uuid))
            {
                objects.Add(new ErrorObject(context.Scrub(uuid), item.GetValueOrDefault("description") is { } description ? context.Scrub(description) : null));
            }
        }

        return objects;
    }
}
