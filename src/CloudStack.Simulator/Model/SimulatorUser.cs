namespace CloudStack.Simulator;

/// <summary>A user that the fake server knows, with the key pair that signs this user's requests.</summary>
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

    /// <summary>The key that requests name.</summary>
    public string ApiKey { get; }

    /// <summary>The key that requests are signed with.</summary>
    public string SecretKey { get; }

    /// <summary>The password that <c>login</c> takes.</summary>
    public string Password { get; }

    /// <summary>The name of the account that the user belongs to; jobs and resources belong to accounts.</summary>
    public string AccountName => Account.Name;

    /// <summary>The account's UUID.</summary>
    public string AccountId => Account.Id;

    /// <summary>The path of the account's domain, such as <c>ROOT/sales</c>.</summary>
    public string DomainPath => Account.Domain.Path;

    /// <summary>The account's role.</summary>
    public SimulatorRole Role => Account.Role;

    /// <summary>
    /// False makes every request of this user end in the one 401 that the server has for all such cases. True from the
    /// start.
    /// </summary>
    public bool IsEnabled { get; set; } = true;

    internal long Number { get; }

    /// <summary>The PIN, or the secret that codes are made from; null without a second factor.</summary>
    internal string? TwoFactorCode { get; set; }

    internal string? TwoFactorProvider { get; set; }

    internal Account Account { get; }
}
