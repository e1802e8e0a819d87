using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>SSH key pairs. The private key, which is returned only once, is made up: it has the form of a key but opens nothing.</summary>
internal static class SshKeyPairs
{
    private const string Kind = "SSHKeyPairResponse";
    private const int KeyLength = 1588;
    private const int LineLength = 64;

    public static CommandAnswer Create(CommandContext context)
    {
        string key = string.Join('\n', context.Cloud.NewText(KeyLength).Chunk(LineLength).Select(static line => new string(line)));
        string privateKey = $"-----BEGIN RSA PRIVATE KEY-----\n{key}\n-----END RSA PRIVATE KEY-----\n";
        Entity pair = Add(context, Fingerprint(key));
        var shown = new ApiObject { { "privatekey", privateKey } };
        foreach ((string field, object value) in pair.Fields)
        {
            shown.Add(field, value);
        }

        return CommandAnswer.Object("keypair", shown);
    }

    public static CommandAnswer Register(CommandContext context) =>
        CommandAnswer.Object("keypair", Add(context, Fingerprint(context.Text("publickey")!)).Fields.Copy());

    public static CommandAnswer Delete(CommandContext context)
    {
        string name = context.Text("name")!;
        Entity pair = Find(context, name) ?? throw ApiError.Value($"A key pair with name '{name}' does not exist for account {JobTable.Describe(context.Account)}");
        pair.IsRemoved = true;
        return CommandAnswer.Success();
    }

    private static Entity? Find(CommandContext context, string name) =>
        context.Cloud.Store.All(Kind).FirstOrDefault(k => !k.IsRemoved && k.Owner == context.Account && k.Name == name);

    private static Entity Add(CommandContext context, string fingerprint)
    {
        string name = context.Text("name")!;
        Account owner = context.Account;
        if (Find(context, name) is not null)
        {
            throw ApiError.Value($"A key pair with name '{name}' already exists for account {JobTable.Describe(owner)}");
        }

        return context.Cloud.Store.Add(Kind, owner, new ApiObject
        {
            { "id", context.Cloud.Store.NewId() }, { "name", name }, { "account", owner.Name }, { "domainid", owner.Domain.Id },
            { "domain", owner.Domain.Name }, { "fingerprint", fingerprint }, { "hasannotations", false },
        });
    }

    // The server shows the first 16 bytes as pairs of hex digits.
    private static string Fingerprint(string key) => string.Join(
        ':', SHA256.HashData(Encoding.ASCII.GetBytes(key)).Take(16).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
