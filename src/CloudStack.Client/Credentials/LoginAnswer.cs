using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Transport;

namespace CloudStack.Client;

/// <summary>What the client needs of the answer to <c>login</c>. The flags come as texts.</summary>
internal sealed record LoginAnswer(string? SessionKey, bool NeedsSecondFactor)
{
    public static LoginAnswer Read(ref ModelReader reader, ReadOnlySpan<byte> body, CommandCall call)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.SkipValue();
            return new LoginAnswer(SessionKey: null, NeedsSecondFactor: false);
        }

        string? key = null;
        bool? enabled = null;
        bool? verified = null;
        while (reader.NextField("\u000a\u0001sessionkey\u000c\u0001is2faenabled\u000d\u0001is2faverified"u8, out int field))
        {
            switch (field)
            {
                case 0: key = reader.ReadString(); break;
                case 1: enabled = reader.ReadBoolean(); break;
                case 2: verified = reader.ReadBoolean(); break;
                default: reader.Skip(); break;
            }
        }

        return new LoginAnswer(key, enabled == true && verified == false);
    }

    /// <summary>Not the key.</summary>
    public override string ToString() => $"needs second factor: {NeedsSecondFactor}";
}
