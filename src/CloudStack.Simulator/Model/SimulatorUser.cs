namespace CloudStack.Simulator;

/// <summary>A user of the fake server, with the key pair that signs the user's requests.</summary>
public sealed class SimulatorUser
{
    internal SimulatorUser(string id, long number, string name, Account account, string apiKey, string secretKey, string password)
    {
        Id = id;
        Number = number;
        Name = name;
        Account = account;
        ApiKey = apiKey;
        SecretKey = secretKey;
        Password = password;
    }

    /// <summary>The user's UUID.</summary>
    public string Id { get; }

    /// <summary>The user's name.</summary>
    public string Name { get; }

    /// <summary>The API key, which requests contain.</summary>
    public string ApiKey { get; }

    /// <summary>The secret key, which signs requests.</summary>
    public string SecretKey { get; }

    /// <summary>The password for <c>login</c>.</summary>
    public string Password { get; }

    /// <summary>The name of the user's account. Accounts own jobs and resources.</summary>
    public string AccountName => Account.Name;

    /// <summary>The account's UUID.</summary>
    public string AccountId => Account.Id;

    /// <summary>The path of the account's domain, such as <c>ROOT/sales</c>.</summary>
    public string DomainPath => Account.Domain.Path;

    /// <summary>The account's role.</summary>
    public SimulatorRole Role => Account.Role;

    /// <summary>
    /// Whether the user is enabled; true by default. If false, every request of this user fails with the 401 that the server uses
    /// for all such cases.
    /// </summary>
    public bool IsEnabled { get; set; } = true;

    internal long Number { get; }

    /// <summary>The PIN, or the secret that codes are generated from; null without a second factor.</summary>
    internal string? TwoFactorCode { get; set; }

    internal string? TwoFactorProvider { get; set; }

    internal Account Account { get; }
}
