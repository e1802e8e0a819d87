using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>SSH key pairs. The private key, told once, is made up: it has the form of a key and opens nothing.</summary>
internal static class SshKeyPairs
{
    private const string Kind = "SSHKeyPairResponse";
    private const int KeyLength = 1588;
    private const int LineLength = 64;

    public static CommandAnswer Create(CommandContext context)
    {
        string name = context.Text("name")!;
        Account owner = context.Account;
        if (context.Cloud.Store.All(Kind).Any(k => !k.IsRemoved && k.Owner == owner && k.Name == name))
        {
            throw ApiError.Value($"A key pair with name '{name}' already exists for account {JobTable.Describe(owner)}");
        }

        string key = string.Join('\n', context.Cloud.NewText(KeyLength).Chunk(LineLength).Select(static line => new string(line)));
        string privateKey = $"-----BEGIN RSA PRIVATE KEY-----\n{key}\n-----END RSA PRIVATE KEY-----\n";
        Entity pair = context.Cloud.Store.Add(Kind, owner, new ApiObject
        {
            { "id", context.Cloud.Store.NewId() }, { "name", name }, { "account", owner.Name }, { "domainid", owner.Domain.Id },
            { "domain", owner.Domain.Name }, { "fingerprint", Fingerprint(key) }, { "hasannotations", false },
        });
        var shown = new ApiObject { { "privatekey", privateKey } };
        foreach ((string field, object value) in pair.Fields)
        {
            shown.Add(field, value);
        }

        return CommandAnswer.Object("keypair", shown);
    }

    // The server shows the first sixteen bytes, pair by pair.
    private static string Fingerprint(string key) => string.Join(
        ':', SHA256.HashData(Encoding.ASCII.GetBytes(key)).Take(16).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
