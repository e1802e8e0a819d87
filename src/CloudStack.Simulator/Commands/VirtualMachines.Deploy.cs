using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudStack.Simulator;

/// <summary>The deployment of machines.</summary>
internal static partial class VirtualMachines
{
    public static CommandAnswer Deploy(CommandContext context)
    {
        Cloud cloud = context.Cloud;
        Entity zone = context.Entity("zoneid")!;
        Entity offering = context.Entity("serviceofferingid")!;
        Entity template = context.Entity("templateid") ?? throw ApiError.Value("Unable to use template null");
        string id = cloud.Store.NewId();
        string name = context.Text("name") ?? "VM-" + id;
        if (!HostName().IsMatch(name))
        {
            throw ApiError.Parameter($"Unable to execute API command {context.Command.LowerName} due to invalid value. Invalid value provided for API arg: name - it can contain ASCII letters 'a' through 'z', the digits '0' through '9', and the hyphen ('-'), must be between 1 and 63 characters long, and can't start or end with \"-\" and can't start with digit");
        }

        Account owner = OwnerOf(context);
        var networks = context.List("networkids").OfType<Entity>().ToList();
        foreach (Entity network in networks)
        {
            if (network.Owner is not null && network.Owner != owner)
            {
                throw new ApiError(531, $"Unable to use network with id= {network.Id}, permission denied", ErrorClass.PermissionDenied);
            }
        }

        if (networks.Count == 0)
        {
            networks.Add(DefaultNetwork(cloud, owner, zone));
        }

        if (cloud.Store.All(Kind).Any(v => !v.IsRemoved && v.Owner == owner && v.Name == name && v.Fields["nic"] is ApiObject[] nics && nics[0].Text("networkid") == networks[0].Id))
        {
            throw ApiError.Value($"The vm with hostName {name} already exists in the network domain: {NetworkDomain(owner)}; network={networks[0].Name}");
        }

        bool start = context.Flag("startvm") ?? true;
        Entity vm = cloud.Store.Add(Kind, owner, VirtualMachineFields.Create(context, id, name, owner, zone, offering, template, networks), id);
        string? password = template.Fields["passwordenabled"] is true && start ? cloud.NewText(6) : null;
        return CommandAnswer.Job(new JobWork
        {
            Target = vm,
            InstanceType = "VirtualMachine",
            CreatedId = id,
            IsQueued = true,
            Begin = () => start ? To(context, vm, "Starting") : null,
            Complete = () =>
            {
                if (start)
                {
                    To(context, vm, "Running");
                    Details(vm)["deployvm"] = null;
                    foreach (Entity network in networks)
                    {
                        Networks.Implement(network);
                    }

                    vm.Fields["bootmode"] = "legacy";
                    vm.Fields["boottype"] = "Bios";
                }

                return Show(context, vm, password);
            },
            Fail = () => To(context, vm, "Error"),

            // When the server starts, it resets half-started machines.
            Abandon = () =>
            {
                To(context, vm, "Stopped");
                Details(vm)["cpuOvercommitRatio"] = "2.0";
            },
        });
    }

    private static Entity DefaultNetwork(Cloud cloud, Account owner, Entity zone) =>
        cloud.Store.All("NetworkResponse").FirstOrDefault(n => !n.IsRemoved && n.Owner == owner && n.Fields.Text("zoneid") == zone.Id)
        ?? cloud.AddNetwork(owner, zone, owner.Name + "-network");

    private static Account OwnerOf(CommandContext context)
    {
        if (context.Text("account") is not { } name)
        {
            return context.Account;
        }

        Domain domain = context.Text("domainid") is { } id && context.Cloud.FindDomain(id) is { } found ? found : context.Account.Domain;
        Account? owner = context.Cloud.FindAccount(domain, name);
        return owner is not null && context.Account.MaySee(owner)
            ? owner
            : throw ApiError.Value($"Unable to find account {name} in domain {domain.Id}");
    }

    private static string NetworkDomain(Account owner) =>
        string.Create(CultureInfo.InvariantCulture, $"cs{owner.Number}cloud.internal");

    [GeneratedRegex("^[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();
}
