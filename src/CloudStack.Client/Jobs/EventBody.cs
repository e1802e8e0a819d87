using System.Text.Json;
using CloudStack.Client.Json;

namespace CloudStack.Client.Jobs;

/// <summary>What hints need of the body of a web hook or a bus message. Nothing else of it is kept.</summary>
internal readonly record struct EventBody(string? JobId, string? EntityId, string? Status)
{
    /// <summary>Reads the top level of a body; nothing of one that is no JSON object.</summary>
    public static EventBody Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return ReadStrictly(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ReadRepaired(body);
        }
    }

    private static EventBody ReadRepaired(ReadOnlySpan<byte> body)
    {
        try
        {
            // Servers write control characters of error texts as they are.
            return JsonRepair.Repair(body) is { } repaired ? ReadStrictly(repaired) : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static EventBody ReadStrictly(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body);
        EventBody found = default;
        reader.Read();
        // Only an object has names.
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = reader.ValueTextEquals("jobId"u8) ? 0 : reader.ValueTextEquals("entityuuid"u8) ? 1 : reader.ValueTextEquals("status"u8) ? 2 : -1;
            reader.Read();
            string? text = field >= 0 && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
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
