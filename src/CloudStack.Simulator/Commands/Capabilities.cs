namespace CloudStack.Simulator;

/// <summary>The server's capabilities and its request limit.</summary>
internal static class Capabilities
{
    public static CommandAnswer List(CommandContext context)
    {
        SimulatorOptions options = context.Cloud.Options;
        return CommandAnswer.Object("capability", new ApiObject
        {
            { "securitygroupsenabled", false }, { "dynamicrolesenabled", true }, { "cloudstackversion", options.CloudStackVersion },
            { "userpublictemplateenabled", true }, { "supportELB", "false" }, { "projectinviterequired", false },
            { "allowusercreateprojects", true }, { "customdiskofferingminsize", 1L }, { "customdiskofferingmaxsize", 1024L },
            { "regionsecondaryenabled", false },
            { "apilimitinterval", options.ThrottleLimit is null ? null : (int)options.ThrottleInterval.TotalSeconds },
            { "apilimitmax", options.ThrottleLimit },
            { "kvmsnapshotenabled", true }, { "snapshotshowchainsize", false }, { "allowuserviewdestroyedvm", true },
            { "allowuserexpungerecovervm", VirtualMachines.MayExpunge(context) }, { "allowuserexpungerecovervolume", true }, { "allowuserviewalldomainaccounts", false },
            { "allowuserforcestopvm", true }, { "kubernetesserviceenabled", true }, { "kubernetesclusterexperimentalfeaturesenabled", false },
            { "customhypervisordisplayname", "Custom" }, { "defaultuipagesize", 20L }, { "instancesstatsretentiontime", 720 },
            { "instancesstatsuseronly", false }, { "instancesdisksstatsretentionenabled", false }, { "instancesdisksstatsretentiontime", 720 },
            { "sharedfsvmmincpucount", 2 }, { "sharedfsvmminramsize", 1024 }, { "instanceleaseenabled", false },
            { "extensionspath", context.IsRoot ? "/usr/share/cloudstack-management/extensions" : null },
            { "dynamicscalingenabled", true }, { "additionalconfigenabled", false },
        });
    }

    /// <summary>Resets the limit of one account or of all. Only root admins may do that.</summary>
    public static CommandAnswer ResetApiLimit(CommandContext context)
    {
        if (context.Cloud.Options.ThrottleLimit is null)
        {
            throw new ApiError(432, "Api limit is not enabled", ErrorClass.Api);
        }

        IEnumerable<Account> accounts = context.Text("account") is null ? context.Cloud.Accounts : [Asked(context)];
        foreach (Account account in accounts)
        {
            RequestLimit.Reset(account);
        }

        return CommandAnswer.Success();
    }

    public static CommandAnswer ApiLimit(CommandContext context)
    {
        SimulatorOptions options = context.Cloud.Options;
        if (options.ThrottleLimit is not { } limit)
        {
            throw new ApiError(432, "Api limit is not enabled", ErrorClass.Api);
        }

        // A root admin's calls aren't counted, but an admin may ask about another account.
        Account account = Asked(context);
        TimeSpan left = options.ThrottleInterval - (account.WindowStart is { } start ? context.Cloud.Uptime - start : TimeSpan.Zero);
        return CommandAnswer.Object("apilimit", new ApiObject
        {
            { "accountid", account.Id }, { "account", account.Name }, { "apiIssued", account.WindowCalls },
            { "apiAllowed", Math.Max(0, limit - account.WindowCalls) }, { "expireAfter", Math.Max(0, (long)left.TotalMilliseconds) },
        });
    }

    // Both commands take an account's id, which the catalog describes as one from the response of listAccounts.
    private static Account Asked(CommandContext context) => context.Text("account") is { } id
        ? context.Cloud.Accounts.FirstOrDefault(a => a.Id == id) ?? throw ApiError.Value($"Unable to find an account with id {id}")
        : context.Account;
}
