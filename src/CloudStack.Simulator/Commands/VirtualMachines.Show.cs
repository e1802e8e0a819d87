namespace CloudStack.Simulator;

/// <summary>Machines as responses show them.</summary>
internal static partial class VirtualMachines
{
    // How often the server takes measurements of its machines.
    private static readonly TimeSpan MeasuringInterval = TimeSpan.FromSeconds(60);

    public static CommandAnswer List(CommandContext context)
    {
        // Present isn't an actual state; it means every machine that hasn't been destroyed.
        bool presentOnly = Collation.Same(context.Text("state"), "Present");
        if (presentOnly)
        {
            context.Set("state", null);
        }

        return Paging.Answer(
            context,
            "virtualmachine",
            ListFilter.Apply(context, context.Cloud.Store.All(Kind))
                .Where(v => !presentOnly || v.Fields.Text("state") is not ("Destroyed" or "Expunging"))
                .Select(v => Show(context, v, null)));
    }

    /// <summary>The machine as responses show it, with the job that is currently working on it.</summary>
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

    // Only a running machine is plugged in.
    private static ApiObject WithoutWiring(ApiObject nic)
    {
        ApiObject shown = nic.Copy();
        shown["isolationuri"] = null;
        shown["broadcasturi"] = null;
        return shown;
    }

    private static void Measure(CommandContext context, Entity vm) =>
        vm.IsMeasured |= vm.RunningSince is { } since && context.Now - since >= MeasuringInterval;
}
