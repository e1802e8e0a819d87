namespace CloudStack.Simulator;

/// <summary>Zones, whose inner addresses only root admins see.</summary>
internal static class Zones
{
    private static readonly string[] Inner = ["dns1", "internaldns1", "guestcidraddress"];

    public static CommandAnswer List(CommandContext context) => Paging.Answer(
        context, "zone", ListFilter.Apply(context, context.Cloud.Store.All("ZoneResponse")).Select(z => Show(context, z)));

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
