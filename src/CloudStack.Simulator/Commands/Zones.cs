namespace CloudStack.Simulator;

/// <summary>Zones. Only root admins see their internal addresses.</summary>
internal static class Zones
{
    private const string Kind = "ZoneResponse";
    private static readonly string[] Inner = ["dns1", "dns2", "internaldns1", "guestcidraddress", "resourcedetails"];

    public static CommandAnswer List(CommandContext context) => Paging.Answer(
        context, "zone", ListFilter.Apply(context, context.Cloud.Store.All(Kind)).Select(z => Show(context, z)));

    public static CommandAnswer Create(CommandContext context)
    {
        Entity zone = context.Cloud.AddZone(context.Text("name")!);
        foreach (string field in (string[])["dns1", "dns2", "internaldns1", "guestcidraddress", "networktype"])
        {
            zone.Fields[field] = context.Text(field) ?? zone.Fields[field];
        }

        return CommandAnswer.Object("zone", Show(context, zone));
    }

    /// <summary>Creates a job that switches a feature of a zone, which then appears in the zone's details.</summary>
    public static Func<CommandContext, CommandAnswer> Switch(string detail, bool isOn) => context =>
    {
        Entity zone = context.Entity("zoneid")!;
        return CommandAnswer.Job(new JobWork
        {
            Target = zone,
            Complete = () =>
            {
                ApiObject details = (zone.Fields["resourcedetails"] as ApiObject ?? []).Copy();
                details[detail] = isOn ? "true" : "false";
                zone.Fields["resourcedetails"] = details;
                return new ApiObject { { "status", true } };
            },
        });
    };

    private static ApiObject Show(CommandContext context, Entity zone)
    {
        ApiObject shown = zone.Fields.Copy();
        if (!context.IsRoot)
        {
            foreach (string field in Inner)
            {
                shown[field] = null;
            }
        }

        return shown;
    }
}
