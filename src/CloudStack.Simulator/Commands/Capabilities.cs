namespace CloudStack.Simulator;

/// <summary>What the server says about itself and its request limit.</summary>
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
            { "allowuserexpungerecovervm", true }, { "allowuserexpungerecovervolume", true }, { "allowuserviewalldomainaccounts", false },
            { "allowuserforcestopvm", true }, { "kubernetesserviceenabled", true }, { "kubernetesclusterexperimentalfeaturesenabled", false },
            { "customhypervisordisplayname", "Custom" }, { "defaultuipagesize", 20L }, { "instancesstatsretentiontime", 720 },
            { "instancesstatsuseronly", false }, { "instancesdisksstatsretentionenabled", false }, { "instancesdisksstatsretentiontime", 720 },
            { "sharedfsvmmincpucount", 2 }, { "sharedfsvmminramsize", 1024 }, { "instanceleaseenabled", false },
            { "extensionspath", context.IsRoot ? "/usr/share/cloudstack-management/extensions" : null },
            { "dynamicscalingenabled", true }, { "additionalconfigenabled", false },
        });
    }

    public static CommandAnswer ApiLimit(CommandContext context)
    {
        SimulatorOptions options = context.Cloud.Options;
        if (options.ThrottleLimit is not { } limit)
        {
            throw new ApiError(432, "Api limit is not enabled", ErrorClass.Api);
        }

        Account account = context.Account;
        long left = options.ThrottleInterval.Ticks - context.Cloud.Clock.GetElapsedTime(account.WindowStart).Ticks;
        return CommandAnswer.Object("apilimit", new ApiObject
        {
            { "accountid", account.Id }, { "account", account.Name }, { "apiIssued", account.WindowCalls },
            { "apiAllowed", Math.Max(0, limit - account.WindowCalls) }, { "expireAfter", Math.Max(0, left / TimeSpan.TicksPerMillisecond) },
        });
    }
}
