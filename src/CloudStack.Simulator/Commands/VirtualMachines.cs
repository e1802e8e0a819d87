using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>The life cycle of virtual machines. Their operations are jobs that run one after the other on each machine.</summary>
internal static partial class VirtualMachines
{
    public const string Kind = "UserVmResponse";

    private const string Freed = "Message.ReservedCapacityFreed.Flag";
    private const string NoExpunging = "Only admins may expunge and recover instances, unless allow.user.expunge.recover.vm is set";

    /// <summary>Whether the caller may expunge and recover machines: only admins, as on a server with the default settings.</summary>
    public static bool MayExpunge(CommandContext context) => context.User.Role != SimulatorRole.User;

    public static CommandAnswer Start(CommandContext context) => Operation(
        context, "Starting", "Running", "Stopped",
        vm => State(vm) switch
        {
            "Stopped" => null,
            "Running" or "Starting" => Refuse($"The virtual machine {vm.Id} ({DisplayName(vm)}) is already running"),
            _ => Refuse($"The virtual machine {vm.Id} ({DisplayName(vm)}) is not in a state to be started, state is {State(vm)}"),
        });

    // On a real server, stopping a stopped machine also succeeds.
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
            Begin = () => expunge && !MayExpunge(context) ? MayNot() : machine.IsRemoved ? Missing(machine) : To(context, machine, "Stopping"),
            Complete = () =>
            {
                To(context, machine, expunge ? "Expunging" : "Destroyed");
                machine.IsRemoved = expunge;
                return Show(context, machine, null);
            },
            Fail = () =>
            {
                // A refusal doesn't change the state.
                if (State(machine) == "Stopping")
                {
                    To(context, machine, "Stopped");
                }
            },
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
            Begin = () => !MayExpunge(context) ? MayNot() : machine.IsRemoved ? Missing(machine) : To(context, machine, "Expunging"),
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
        if (!MayExpunge(context))
        {
            throw new ApiError(531, NoExpunging, ErrorClass.PermissionDenied);
        }

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
                // A refusal doesn't change the state.
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

    private static ApiObject Details(Entity vm)
    {
        ApiObject details = (vm.Fields["details"] as ApiObject ?? []).Copy();
        vm.Fields["details"] = details;
        return details;
    }

    private static JobEnding Refuse(string text, int code = 431) => JobEnding.Failure(code, text);

    // In a job, only invalid values and errors of the API keep their code.
    private static JobEnding MayNot() => Refuse(NoExpunging, 530);

    private static JobEnding Missing(Entity vm) =>
        Refuse(string.Create(CultureInfo.InvariantCulture, $"unable to find a virtual machine with id {vm.Number}"));

    private static string? State(Entity vm) => vm.Fields.Text("state");

    private static string? DisplayName(Entity vm) => vm.Fields.Text("displayname");

    private static string Describe(Entity vm) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\":{vm.Number},\"instanceName\":\"{vm.Fields.Text("instancename")}\",\"state\":\"{State(vm)}\",\"type\":\"User\",\"uuid\":\"{vm.Id}\"}}");
}
