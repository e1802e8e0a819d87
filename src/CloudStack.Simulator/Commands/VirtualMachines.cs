using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudStack.Simulator;

/// <summary>The life of virtual machines. Their operations are jobs that run one after the other on each machine.</summary>
internal static partial class VirtualMachines
{
    public const string Kind = "UserVmResponse";

    private const string Freed = "Message.ReservedCapacityFreed.Flag";

    // How often the server measures its machines.
    private static readonly TimeSpan MeasuringInterval = TimeSpan.FromSeconds(60);

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

            // A server that starts moves its half-started machines back.
            Abandon = () =>
            {
                To(context, vm, "Stopped");
                Details(vm)["cpuOvercommitRatio"] = "2.0";
            },
        });
    }

    public static CommandAnswer Start(CommandContext context) => Operation(
        context, "Starting", "Running", "Stopped",
        vm => State(vm) switch
        {
            "Stopped" => null,
            "Running" or "Starting" => Refuse($"The virtual machine {vm.Id} ({DisplayName(vm)}) is already running"),
            _ => Refuse($"The virtual machine {vm.Id} ({DisplayName(vm)}) is not in a state to be started, state is {State(vm)}"),
        });

    // Stopping a stopped machine succeeds on a real server, too.
    public static CommandAnswer Stop(CommandContext context) => Operation(
        context, "Stopping", "Stopped", "Running",
        vm => State(vm) is "Running" or "Stopped" or "Starting" ? null : Refuse($"Unable to stop VM instance {Describe(vm)}", 530));

    public static CommandAnswer Reboot(CommandContext context) => Operation(
        context, "Running", "Running", "Running",
        vm => State(vm) == "Running" ? null : Refuse($"The Instance {vm.Id} ({DisplayName(vm)}) is not running, unable to reboot it"));

    public static CommandAnswer Destroy(CommandContext context)
    {
        Entity machine = context.Owned("id");
        bool expunge = context.Flag("expunge") ?? false;
        return CommandAnswer.Job(new JobWork
        {
            Target = machine,
            InstanceType = "VirtualMachine",
            IsQueued = true,
            Begin = () => machine.IsRemoved ? Missing(machine) : To(context, machine, "Stopping"),
            Complete = () =>
            {
                To(context, machine, expunge ? "Expunging" : "Destroyed");
                machine.IsRemoved = expunge;
                return Show(context, machine, null);
            },
            Fail = () => To(context, machine, "Stopped"),
        });
    }

    public static CommandAnswer Expunge(CommandContext context)
    {
        Entity machine = context.Owned("id");
        return CommandAnswer.Job(new JobWork
        {
            Target = machine,
            InstanceType = "VirtualMachine",
            IsQueued = true,
            Begin = () => machine.IsRemoved ? Missing(machine) : To(context, machine, "Expunging"),
            Complete = () =>
            {
                machine.IsRemoved = true;
                return null;
            },
        });
    }

    public static CommandAnswer Recover(CommandContext context)
    {
        Entity machine = context.Owned("id");
        if (machine.IsRemoved || State(machine) != "Destroyed")
        {
            throw ApiError.Value($"VM {machine.Id} cannot be recovered from the state {State(machine)}");
        }

        To(context, machine, "Stopped");
        return CommandAnswer.Object("virtualmachine", Show(context, machine, null));
    }

    public static CommandAnswer ResetPassword(CommandContext context)
    {
        Entity machine = context.Owned("id");
        string password = context.Cloud.NewText(6);
        return CommandAnswer.Job(new JobWork
        {
            Target = machine,
            InstanceType = "VirtualMachine",
            IsQueued = true,
            Begin = () => machine.Fields["passwordenabled"] is not true
                ? Refuse("Fail to reset password for the virtual machine, the template is not password enabled")
                : State(machine) == "Stopped" ? null : Refuse("Vm should be stopped to do password reset"),
            Complete = () => Show(context, machine, password),
        });
    }

    public static CommandAnswer Update(CommandContext context)
    {
        Entity machine = context.Owned("id");
        if (machine.IsRemoved)
        {
            throw ApiError.Value(string.Create(CultureInfo.InvariantCulture, $"unable to find virtual machine with id {machine.Number}"));
        }

        foreach (string name in (string[])["displayname", "haenable", "name", "userdata", "deleteprotection", "isdynamicallyscalable"])
        {
            if (context.Values.GetValueOrDefault(name) is { } value)
            {
                machine.Fields[name] = value;
            }
        }

        if (context.Map("details") is { Count: > 0 } details)
        {
            machine.Fields["details"] = Merge(details);
        }

        return CommandAnswer.Object("virtualmachine", Show(context, machine, null));
    }

    public static CommandAnswer List(CommandContext context) => Paging.Answer(
        context,
        "virtualmachine",
        ListFilter.Apply(context, context.Cloud.Store.All(Kind)).Select(v => Show(context, v, null)));

    /// <summary>The machine as answers show it, with the job that works on it at this moment.</summary>
    public static ApiObject Show(CommandContext context, Entity vm, string? password)
    {
        ApiObject shown = vm.Fields.Copy();
        if (password is not null)
        {
            shown["password"] = password;
        }

        shown["tags"] = Tags.Of(vm).Select(static tag => Tags.WithinResource(tag)).ToArray();
        if (vm.IsUnplugged && vm.Fields["nic"] is ApiObject[] nics)
        {
            shown["nic"] = nics.Select(WithoutWiring).ToArray();
        }

        if (!context.IsRoot)
        {
            shown["hostid"] = null;
            shown["hostname"] = null;
        }

        Measure(context, vm);
        if (vm.IsMeasured)
        {
            VirtualMachineFields.AddFigures(shown);
        }

        if (context.Cloud.Jobs.PendingOn(vm.Id) is { } job)
        {
            shown["jobid"] = job.Id;
            shown["jobstatus"] = job.Status;
        }

        return shown;
    }

    public static ApiObject Merge(IReadOnlyDictionary<int, ApiObject> map)
    {
        var merged = new ApiObject();
        foreach (ApiObject entry in map.Values)
        {
            foreach ((string name, object value) in entry)
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    // Only a running machine is plugged into anything.
    private static ApiObject WithoutWiring(ApiObject nic)
    {
        ApiObject shown = nic.Copy();
        shown["isolationuri"] = null;
        shown["broadcasturi"] = null;
        return shown;
    }

    private static CommandAnswer Operation(CommandContext context, string during, string after, string failed, Func<Entity, JobEnding?> check)
    {
        Entity machine = context.Owned("id");
        return CommandAnswer.Job(new JobWork
        {
            Target = machine,
            InstanceType = "VirtualMachine",
            IsQueued = true,
            Begin = () =>
            {
                JobEnding? refusal = machine.IsRemoved ? Missing(machine) : check(machine);
                return refusal ?? To(context, machine, during);
            },
            Complete = () =>
            {
                To(context, machine, after);
                return Show(context, machine, null);
            },
            Fail = () =>
            {
                // A refusal leaves the state as it is.
                if (State(machine) == during)
                {
                    To(context, machine, failed);
                }
            },
        });
    }

    private static JobEnding? To(CommandContext context, Entity vm, string state)
    {
        bool isRunning = state == "Running";
        Measure(context, vm);
        vm.Fields["state"] = state;
        vm.Fields["lastupdated"] = context.Now;
        vm.Fields["hostcontrolstate"] = isRunning ? "Enabled" : null;
        vm.Fields["pooltype"] = isRunning ? "NetworkFilesystem" : vm.Fields["pooltype"];
        vm.RunningSince = isRunning ? vm.RunningSince ?? context.Now : null;
        if (isRunning || state == "Stopped")
        {
            vm.Fields["hostid"] = isRunning ? context.Cloud.Host.Id : null;
            vm.Fields["hostname"] = isRunning ? context.Cloud.Host.Name : null;
            vm.IsUnplugged = !isRunning;
        }

        if (state == "Stopped")
        {
            Details(vm)[Freed] = "false";
            vm.Fields["bootmode"] = null;
            vm.Fields["boottype"] = null;
        }

        return null;
    }

    private static void Measure(CommandContext context, Entity vm) =>
        vm.IsMeasured |= vm.RunningSince is { } since && context.Now - since >= MeasuringInterval;

    private static ApiObject Details(Entity vm)
    {
        ApiObject details = (vm.Fields["details"] as ApiObject ?? []).Copy();
        vm.Fields["details"] = details;
        return details;
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

    private static JobEnding Refuse(string text, int code = 431) => JobEnding.Failure(code, text);

    private static JobEnding Missing(Entity vm) =>
        Refuse(string.Create(CultureInfo.InvariantCulture, $"unable to find a virtual machine with id {vm.Number}"));

    private static string? State(Entity vm) => vm.Fields.Text("state");

    private static string? DisplayName(Entity vm) => vm.Fields.Text("displayname");

    private static string NetworkDomain(Account owner) =>
        string.Create(CultureInfo.InvariantCulture, $"cs{owner.Number}cloud.internal");

    private static string Describe(Entity vm) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\":{vm.Number},\"instanceName\":\"{vm.Fields.Text("instancename")}\",\"state\":\"{State(vm)}\",\"type\":\"User\",\"uuid\":\"{vm.Id}\"}}");

    [GeneratedRegex("^[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();
}
