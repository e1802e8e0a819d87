using System.Security.Cryptography;
using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Transport;

/// <summary>
/// An answer with a list: an optional count and one array, whatever its key. <c>{}</c> is an empty list; so is a count
/// without an array (a page past the end).
/// </summary>
/// <param name="Items">The items.</param>
/// <param name="Count">The server's count; null if it sent none.</param>
/// <param name="Rows">A fingerprint of each item's bytes, where asked for.</param>
/// <param name="Job">The job, where the server answered with one; else null.</param>
internal sealed record ListAnswer<T>(List<T> Items, int? Count, List<UInt128>? Rows, SubmitAnswer? Job)
    where T : class, ICloudStackModel<T>
{
    public static ListAnswer<T> Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandCall call) => Read(ref reader, body, call, rows: null);

    public static ListAnswer<T> ReadWithRows(ref ModelReader reader, ReadOnlySpan<byte> body, CommandCall call) => Read(ref reader, body, call, rows: []);

    private static ListAnswer<T> Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandCall call, List<UInt128>? rows)
    {
        List<T> items = [];
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The list is no object.");
        }

        if (SubmitAnswer.StartsLikeJob(reader))
        {
            ModelReader submit = reader;
            if (SubmitAnswer.Read(ref submit, body, call) is { IsJob: true } job)
            {
                reader = submit;
                return new ListAnswer<T>(items, null, rows, job);
            }
        }

        int? count = null;
        string? takenKey = null;
        while (reader.NextField("\u0005\u0001count"u8, out int field))
        {
            if (field == 0)
            {
                count = reader.ReadInt32();
                continue;
            }

            string key = reader.FieldName;
            reader.Advance();
            bool isContainer = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
            if (!isContainer || (takenKey is not null && key != call.ResultKey))
            {
                reader.SkipValue();
                continue;
            }

            items.Clear();
            rows?.Clear();
            takenKey = key;
            ReadItems(ref reader, body, items, rows);
        }

        return new ListAnswer<T>(items, count, rows, Job: null);
    }

    private static void ReadItems(ref ModelReader reader, ReadOnlySpan<byte> body, List<T> items, List<UInt128>? rows)
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

    private static void ReadItem(ref ModelReader reader, ReadOnlySpan<byte> body, List<T> items, List<UInt128>? rows)
    {
        int start = (int)reader.TokenStart;
        items.Add(T.Read(ref reader));
        rows?.Add(Fingerprint(body[start..(int)reader.Position]));
    }

    private static UInt128 Fingerprint(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
