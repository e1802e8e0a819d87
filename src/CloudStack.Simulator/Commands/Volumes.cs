namespace CloudStack.Simulator;

/// <summary>The volumes of machines.</summary>
internal static class Volumes
{
    private const string Kind = "VolumeResponse";

    public static CommandAnswer Attach(CommandContext context)
    {
        Entity volume = context.Owned("id");
        Entity machine = context.Owned("virtualmachineid");
        return CommandAnswer.Job(new JobWork
        {
            Target = volume,
            InstanceType = "Volume",
            Begin = () => volume.Fields["virtualmachineid"] is null ? null : JobEnding.Failure(431, "Please specify a volume that is not attached to any VM."),
            Complete = () =>
            {
                ApiObject fields = volume.Fields;
                fields["deviceid"] = context.Values.GetValueOrDefault("deviceid") ?? 1L + AttachedTo(context, machine.Id).Count();
                fields["virtualmachineid"] = machine.Id;
                fields["vmname"] = machine.Name;
                fields["vmdisplayname"] = machine.Fields["displayname"];
                fields["vmstate"] = machine.Fields["state"];
                fields["vmtype"] = "User";
                fields["attached"] = context.Now;
                fields["state"] = "Ready";
                return fields.Copy();
            },
        });
    }

    public static CommandAnswer Detach(CommandContext context)
    {
        Entity volume = context.Entity("id") is not null
            ? context.Owned("id")
            : AttachedTo(context, context.Owned("virtualmachineid").Id).FirstOrDefault(v => Equals(v.Fields["deviceid"], context.Values.GetValueOrDefault("deviceid")))
                ?? throw ApiError.Value("No volume is attached at the specified device of the virtual machine");
        return CommandAnswer.Job(new JobWork
        {
            Target = volume,
            InstanceType = "Volume",
            Begin = () => volume.Fields["virtualmachineid"] is null ? JobEnding.Failure(431, "The specified volume is not attached to a VM.") : null,
            Complete = () =>
            {
                foreach (string field in (string[])["deviceid", "virtualmachineid", "vmname", "vmdisplayname", "vmstate", "vmtype", "attached"])
                {
                    volume.Fields[field] = null;
                }

                return volume.Fields.Copy();
            },
        });
    }

    public static CommandAnswer Resize(CommandContext context)
    {
        Entity volume = context.Owned("id");
        return CommandAnswer.Job(new JobWork
        {
            Target = volume,
            InstanceType = "Volume",
            Complete = () =>
            {
                volume.Fields["size"] = NewObjects.Bytes(context.Values.GetValueOrDefault("size")) ?? NewObjects.Bytes(context.Entity("diskofferingid")?.Fields["disksize"]) ?? volume.Fields["size"];
                return volume.Fields.Copy();
            },
        });
    }

    private static IEnumerable<Entity> AttachedTo(CommandContext context, string machineId) =>
        context.Cloud.Store.All(Kind).Where(v => !v.IsRemoved && v.Fields.Text("virtualmachineid") == machineId);
}
