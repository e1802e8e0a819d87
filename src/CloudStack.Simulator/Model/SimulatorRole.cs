namespace CloudStack.Simulator;

/// <summary>What an account may see and do. The numbers are the server's account types.</summary>
public enum SimulatorRole
{
    /// <summary>Sees and changes what its own account owns.</summary>
    User = 0,

    /// <summary>Sees everything and may call every command.</summary>
    RootAdmin = 1,

    /// <summary>Sees and changes what the accounts of its domain and of its subdomains own.</summary>
    DomainAdmin = 2,
}
