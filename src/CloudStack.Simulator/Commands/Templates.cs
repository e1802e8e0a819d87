namespace CloudStack.Simulator;

/// <summary>Templates. A template in several zones is listed once for each zone.</summary>
internal static class Templates
{
    private static readonly string[] Filters =
        ["featured", "self", "selfexecutable", "sharedexecutable", "executable", "community", "shared", "all"];

    public static CommandAnswer List(CommandContext context)
    {
        string filter = context.Text("templatefilter")!;
        if (!Filters.Contains(filter, StringComparer.Ordinal))
        {
            throw ApiError.Parameter("No enum constant com.cloud.template.VirtualMachineTemplate.TemplateFilter." + filter);
        }

        if (filter == "all" && context.User.Role == SimulatorRole.User)
        {
            throw new ApiError(531, "Filter all can be specified by admin only", ErrorClass.PermissionDenied);
        }

        Entity? zone = context.Entity("zoneid");
        context.Set("zoneid", null);
        IEnumerable<Entity> templates = ListFilter.Apply(context, context.Cloud.Store.All("TemplateResponse"))
            .Where(t => !IsIso(t) && Fits(t, filter, context.Account));
        return Paging.Answer(context, "template", templates.SelectMany(t => InZones(context, t, zone)));
    }

    /// <summary>ISOs share the response class of templates; the format distinguishes them.</summary>
    public static CommandAnswer ListIsos(CommandContext context)
    {
        Entity? zone = context.Entity("zoneid");
        context.Set("zoneid", null);
        return Paging.Answer(context, "iso", ListFilter.Apply(context, context.Cloud.Store.All("TemplateResponse")).Where(IsIso).SelectMany(t => InZones(context, t, zone)));
    }

    private static bool IsIso(Entity template) => template.Fields.Text("format") == "ISO";

    // Where the template is stored; for root admins only.
    private static ApiObject[] Downloads(Entity zone) =>
    [
        new()
        {
            { "datastore", "nfs://10.147.28.6:/export/secondary" }, { "datastoreId", zone.Fields.Text("zonetoken") },
            { "datastoreRole", "Image" }, { "downloadPercent", "100" }, { "downloadState", "DOWNLOADED" },
        },
    ];

    private static bool Fits(Entity template, string filter, Account caller) => filter switch
    {
        "self" or "selfexecutable" => template.Owner == caller,
        "featured" => template.Fields["isfeatured"] is true,
        "shared" or "sharedexecutable" => false,
        "community" => template.Fields["ispublic"] is true && template.Fields["isfeatured"] is not true,
        _ => true,
    };

    private static IEnumerable<ApiObject> InZones(CommandContext context, Entity template, Entity? wanted)
    {
        foreach (Entity zone in context.Cloud.Store.All("ZoneResponse"))
        {
            if (!zone.IsRemoved && (wanted is null || wanted == zone)
                && (template.Fields["crossZones"] is true || template.Fields.Text("zoneid") == zone.Id))
            {
                ApiObject shown = template.Fields.Copy();
                shown["zoneid"] = zone.Id;
                shown["zonename"] = zone.Name;
                shown["url"] = context.IsRoot ? "http://download.example.org/template.qcow2" : null;
                shown["downloaddetails"] = context.IsRoot ? Downloads(zone) : null;
                shown["tags"] = Tags.Of(template).ToArray();
                yield return shown;
            }
        }
    }
}
