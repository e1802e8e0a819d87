namespace CloudStack.Simulator;

/// <summary>Which accounts a list covers.</summary>
internal static class Scoping
{
    public static bool Includes(CommandContext context, Account owner)
    {
        Account caller = context.Account;
        string? accountName = context.Text("account");
        Domain? domain = context.Text("domainid") is { } id ? context.Cloud.FindDomain(id) : null;
        if (accountName is not null)
        {
            return caller.MaySee(owner) && Collation.Same(owner.Name, accountName) && owner.Domain == (domain ?? caller.Domain);
        }

        if (domain is not null)
        {
            return caller.MaySee(owner)
                && (context.Flag("isrecursive") == true ? domain.Contains(owner.Domain) : domain == owner.Domain);
        }

        return owner == caller || (context.Flag("listall") == true && caller.MaySee(owner));
    }
}
