namespace CloudStack.Simulator;

/// <summary>The commands with special behavior; all others are answered from the catalog.</summary>
internal static class CommandTable
{
    private static readonly Dictionary<string, Func<CommandContext, CommandAnswer>> Handlers = new(StringComparer.Ordinal)
    {
        ["deployVirtualMachine"] = VirtualMachines.Deploy,
        ["startVirtualMachine"] = VirtualMachines.Start,
        ["stopVirtualMachine"] = VirtualMachines.Stop,
        ["rebootVirtualMachine"] = VirtualMachines.Reboot,
        ["destroyVirtualMachine"] = VirtualMachines.Destroy,
        ["expungeVirtualMachine"] = VirtualMachines.Expunge,
        ["recoverVirtualMachine"] = VirtualMachines.Recover,
        ["updateVirtualMachine"] = VirtualMachines.Update,
        ["resetPasswordForVirtualMachine"] = VirtualMachines.ResetPassword,
        ["listVirtualMachines"] = VirtualMachines.List,
        ["createNetwork"] = Networks.Create,
        ["listNetworks"] = Networks.List,
        ["createSSHKeyPair"] = SshKeyPairs.Create,
        ["registerSSHKeyPair"] = SshKeyPairs.Register,
        ["deleteSSHKeyPair"] = SshKeyPairs.Delete,
        ["attachVolume"] = Volumes.Attach,
        ["detachVolume"] = Volumes.Detach,
        ["resizeVolume"] = Volumes.Resize,
        ["listNics"] = NetworkRules.ListNics,
        ["enableStaticNat"] = NetworkRules.EnableStaticNat,
        ["listFirewallRules"] = NetworkRules.Firewall("Ingress"),
        ["listEgressFirewallRules"] = NetworkRules.Firewall("Egress"),
        ["updateConfiguration"] = Configurations.Update,
        ["listConfigurations"] = Configurations.List,
        ["createPhysicalNetwork"] = PhysicalNetworks.Create,
        ["createZone"] = Zones.Create,
        ["enableHAForZone"] = Zones.Switch("resourceHAEnabled", isOn: true),
        ["disableHAForZone"] = Zones.Switch("resourceHAEnabled", isOn: false),
        ["enableOutOfBandManagementForZone"] = Zones.Switch("outOfBandManagementEnabled", isOn: true),
        ["disableOutOfBandManagementForZone"] = Zones.Switch("outOfBandManagementEnabled", isOn: false),
        [TwoFactor.ValidateCommand] = TwoFactor.Validate,
        ["setupUserTwoFactorAuthentication"] = TwoFactor.SetUp,
        ["listUserTwoFactorAuthenticatorProviders"] = TwoFactor.Providers,
        ["createWebhook"] = WebhookCommands.Create,
        ["updateWebhook"] = WebhookCommands.Update,
        ["deleteWebhook"] = WebhookCommands.Delete,
        ["listWebhookDeliveries"] = WebhookCommands.ListDeliveries,
        ["executeWebhookDelivery"] = WebhookCommands.Execute,
        ["listZones"] = Zones.List,
        ["listTemplates"] = Templates.List,
        ["listIsos"] = Templates.ListIsos,
        ["queryAsyncJobResult"] = static context => context.Cloud.Jobs.Query(context),
        ["listAsyncJobs"] = static context => context.Cloud.Jobs.List(context),
        ["listCapabilities"] = Capabilities.List,
        ["getApiLimit"] = Capabilities.ApiLimit,
        ["resetApiLimit"] = Capabilities.ResetApiLimit,
        ["listApis"] = ApiDiscovery.List,
        ["createTags"] = Tags.Create,
        ["deleteTags"] = Tags.Delete,
        ["listTags"] = Tags.List,
    };

    public static CommandAnswer Execute(CommandContext context) =>
        Handlers.TryGetValue(context.Command.Name, out Func<CommandContext, CommandAnswer>? handler)
            ? handler(context)
            : context.Command.Plugin is { } plugin ? PluginCommands.Execute(context, plugin) : GenericCommands.Execute(context);
}
