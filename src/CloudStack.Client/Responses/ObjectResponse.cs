using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;

namespace CloudStack.Client.Responses;

/// <summary>Reads the response of a synchronous command as one object.</summary>
internal static class ObjectResponse
{
    /// <summary>
    /// Reads the object: the envelope's content itself for flat responses, otherwise the value of its only key, whatever its name.
    /// </summary>
    /// <exception cref="JsonException">The content isn't an object.</exception>
    public static object Read<T>(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context)
        where T : class, ICloudStackModel<T>
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The content is not an object.");
        }

        if (context.Descriptor.IsFlat || typeof(T) == typeof(SuccessResult))
        {
            return T.Read(ref reader);
        }

        ModelReader rewound = reader;
        T? value = ReadInner<T>(ref reader, context.Descriptor.ResultKey, out bool isFlat);
        if (isFlat)
        {
            reader = rewound;
            value = T.Read(ref reader);
        }

        return value ?? ReadNothing<T>();
    }

    /// <summary>Reads the object under the only key, or under the given key if there are several.</summary>
    /// <param name="reader">Positioned on the opening brace of the content.</param>
    /// <param name="resultKey">The key to prefer; null for none.</param>
    /// <param name="isFlat">Whether no property contains an object: the fields are in the content itself, or there are none.</param>
    private static T? ReadInner<T>(ref ModelReader reader, string? resultKey, out bool isFlat)
        where T : class, ICloudStackModel<T>
    {
        T? value = null;
        bool preferred = false;
        isFlat = true;
        while (reader.NextField())
        {
            bool isKey = resultKey is not null && reader.FieldName == resultKey;
            reader.Advance();
            if (preferred || (value is not null && !isKey) || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                reader.SkipValue();
                continue;
            }

            isFlat = false;
            value = reader.ReadModel<T>() ?? value;
            preferred = isKey;
        }

        return value;
    }

    /// <summary>Reads the object of a response that has an empty list in its place.</summary>
    private static T ReadNothing<T>()
        where T : class, ICloudStackModel<T>
    {
        ModelReader nothing = new("{}"u8);
        nothing.Advance();
        return T.Read(ref nothing);
    }
}
