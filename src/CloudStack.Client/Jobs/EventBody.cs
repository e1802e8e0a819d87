using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Json;

namespace CloudStack.Client.Jobs;

/// <summary>The fields that hints need from the body of a webhook or a bus message. Nothing else is kept.</summary>
internal readonly record struct EventBody(string? JobId, string? EntityId, string? Status)
{
    private static readonly FieldNames Fields = FieldNames.Of("jobId", "entityuuid", "status");

    /// <summary>Reads the top level of a body. The result is empty if the body isn't a JSON object.</summary>
    public static EventBody Read(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> text = body[JsonText.WithoutDecoration(body)];
        try
        {
            return ReadStrictly(text);
        }
        catch (JsonException)
        {
            return ReadRepaired(text);
        }
    }

    private static EventBody ReadRepaired(ReadOnlySpan<byte> body)
    {
        try
        {
            // Servers write control characters in error texts without escaping them.
            return JsonRepair.Repair(body) is { } repaired ? ReadStrictly(repaired) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static EventBody ReadStrictly(ReadOnlySpan<byte> body)
    {
        EventBody found = default;
        ModelReader reader = new(body);
        reader.Advance();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return found;
        }

        while (reader.NextField(Fields, out int field))
        {
            reader.Advance();
            string? text = field >= 0 && reader.TokenType == JsonTokenType.String ? reader.ReadString() : null;
            reader.SkipValue();
            found = field switch
            {
                0 => found with { JobId = text },
                1 => found with { EntityId = text },
                2 => found with { Status = text },
                _ => found,
            };
        }

        return found;
    }
}
