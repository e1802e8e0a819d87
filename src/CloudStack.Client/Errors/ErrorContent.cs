using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Json;

namespace CloudStack.Client;

/// <summary>The fields of an error, as the API writes them into an envelope and into a job's result.</summary>
internal readonly record struct ErrorContent(int? ErrorCode, int? CSErrorCode, string? Text, IReadOnlyList<IReadOnlyDictionary<string, string>>? UuidList, bool IsError)
{
    private const int LowestErrorCode = 400;

    private static readonly FieldNames Fields = FieldNames.Of("errorcode", "errortext", "cserrorcode", "uuidList", "success", "displaytext", "jobid", "jobstatus");

    /// <summary>A cheap first check of a whole response: whether it can contain an error at all.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json) => json.IndexOf("\"errorcode\""u8) >= 0 || json.IndexOf("\"errortext\""u8) >= 0;

    /// <summary>
    /// Reads an object as an error. If nothing else identifies it as an error, it counts as one if it has fields that only errors
    /// have: the server's list of objects or exception class, or an error code with no unrelated fields beside it. A plug-in may
    /// use the same name for a field of its own.
    /// </summary>
    /// <param name="reader">Positioned on the opening brace; left on the closing one.</param>
    public static ErrorContent Read(ref ModelReader reader)
    {
        int? errorCode = null;
        int? csErrorCode = null;
        string? text = null;
        IReadOnlyList<IReadOnlyDictionary<string, string>>? objects = null;
        bool hasOtherFields = false;
        while (reader.NextField(Fields, out int field))
        {
            switch (field)
            {
                case 0: errorCode = reader.ReadInt32(); break;
                case 1: text = reader.ReadString(); break;
                case 2: csErrorCode = reader.ReadInt32(); break;
                case 3: objects = reader.ReadStringMaps(); break;
                default:
                    hasOtherFields |= field < 0;
                    reader.Skip();
                    break;
            }
        }

        bool hasMarks = objects is not null || csErrorCode is not null;
        bool isError = errorCode is { } code ? code >= LowestErrorCode && (hasMarks || !hasOtherFields) : text is not null && hasMarks;
        return new ErrorContent(errorCode, csErrorCode, text, objects, isError);
    }

    /// <summary>
    /// Reads the error in a response that looks successful. Returns null for any other response and leaves the reader where it was.
    /// </summary>
    /// <param name="reader">Positioned on the first token of the content.</param>
    /// <param name="json">The data that the reader reads.</param>
    public static ErrorContent? ReadIfError(ModelReader reader, ReadOnlySpan<byte> json) =>
        reader.TokenType == JsonTokenType.StartObject && MayBeIn(json) && Read(ref reader) is { IsError: true } error ? error : null;
}
