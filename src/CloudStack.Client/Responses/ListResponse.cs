using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;

namespace CloudStack.Client.Responses;

/// <summary>
/// A response with a list: an optional count and one array under any key. <c>{}</c> is an empty list; so is a count without an
/// array (a page past the end).
/// </summary>
/// <param name="Items">The items.</param>
/// <param name="Count">The server's count; null if it sent none.</param>
/// <param name="Rows">For each item, what identifies it if it appears again; null if not requested.</param>
internal sealed record ListResponse<T>(List<T> Items, int? Count, List<ListRow>? Rows)
    where T : class, ICloudStackModel<T>
{
    public static ListResponse<T> Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context) => Read(ref reader, body, context, rows: null);

    public static ListResponse<T> ReadWithRows(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context) => Read(ref reader, body, context, rows: []);

    private static ListResponse<T> Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context, List<ListRow>? rows)
    {
        List<T> items = [];
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The list is not an object.");
        }

        int? count = null;
        string? takenKey = null;
        while (reader.NextField())
        {
            if (reader.NameEquals("count"u8))
            {
                count = reader.ReadInt32();
                continue;
            }

            string key = reader.FieldName;
            reader.Advance();
            bool isContainer = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
            if (!isContainer || (takenKey is not null && key != context.Descriptor.ResultKey))
            {
                reader.SkipValue();
                continue;
            }

            items.Clear();
            rows?.Clear();
            takenKey = key;
            ReadItems(ref reader, body, items, rows);
        }

        return new ListResponse<T>(items, count, rows);
    }

    private static void ReadItems(ref ModelReader reader, ReadOnlySpan<byte> body, List<T> items, List<ListRow>? rows)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadItem(ref reader, body, items, rows);
            return;
        }

        while (reader.NextItem())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadItem(ref reader, body, items, rows);
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static void ReadItem(ref ModelReader reader, ReadOnlySpan<byte> body, List<T> items, List<ListRow>? rows)
    {
        int start = (int)reader.TokenStart;
        if (items.Count == 1)
        {
            reader.ShareTexts();
        }

        items.Add(T.Read(ref reader));
        rows?.Add(ListRow.Of(body[start..(int)reader.Position]));
    }
}
