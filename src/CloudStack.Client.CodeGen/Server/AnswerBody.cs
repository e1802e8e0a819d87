using System.Text;
using System.Text.Json;
using CloudStack.Client.Json;

namespace CloudStack.Client.CodeGen.Server;

/// <summary>Extracts a response from its envelope.</summary>
internal static class AnswerBody
{
    public static ServerAnswer Read(int status, byte[] body)
    {
        if (body.Length == 0)
        {
            return new ServerAnswer { Status = status, Unreadable = "an empty body" };
        }

        // Invalid UTF-8 becomes replacement characters.
        byte[] json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
        if (!TryParse(json, out JsonElement root) && !(JsonRepair.Repair(json) is { } mended && TryParse(json = mended, out root)))
        {
            return new ServerAnswer { Status = status, Unreadable = "a body that is not JSON" };
        }

        if (PercentDecoding.IsEncoded(json))
        {
            _ = TryParse(PercentDecoding.Decode(json), out root);
        }

        // The envelope is the only property, whatever its name.
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Count() != 1)
        {
            return new ServerAnswer { Status = status, Unreadable = "JSON without an envelope" };
        }

        return new ServerAnswer { Status = status, Content = root.EnumerateObject().First().Value };
    }

    public static bool TryParse(ReadOnlyMemory<byte> json, out JsonElement root)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            root = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }
}
