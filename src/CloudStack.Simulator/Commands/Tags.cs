namespace CloudStack.Simulator;

/// <summary>Tags on resources of any kind.</summary>
internal static class Tags
{
    private const string Kind = "ResourceTagResponse";

    public static CommandAnswer Create(CommandContext context)
    {
        string type = context.Text("resourcetype")!;
        var resources = context.List("resourceids").Cast<string>().ToList();
        IReadOnlyDictionary<int, ApiObject> tags = context.Map("tags");
        return CommandAnswer.Job(new JobWork
        {
            Finish = () => Check(context, resources, tags, needsValue: true),
            Complete = () =>
            {
                foreach (string resource in resources)
                {
                    Entity target = context.Cloud.Store.FindAnywhere(resource)!;
                    foreach (ApiObject tag in tags.Values)
                    {
                        Add(context, type, target, tag.Text("key")!, tag.Text("value")!);
                    }
                }

                return null;
            },
        });
    }

    public static CommandAnswer Delete(CommandContext context)
    {
        var resources = context.List("resourceids").Cast<string>().ToList();
        IReadOnlyDictionary<int, ApiObject> tags = context.Map("tags");
        return CommandAnswer.Job(new JobWork
        {
            Finish = () => Check(context, resources, tags, needsValue: false),
            Complete = () =>
            {
                foreach (Entity tag in context.Cloud.Store.All(Kind))
                {
                    if (resources.Contains(tag.Fields.Text("resourceid")!)
                        && (tags.Count == 0 || tags.Values.Any(t => t.Text("key") == tag.Fields.Text("key") && (t.Text("value") is null || t.Text("value") == tag.Fields.Text("value")))))
                    {
                        tag.IsRemoved = true;
                    }
                }

                return null;
            },
        });
    }

    public static CommandAnswer List(CommandContext context) => Paging.Answer(
        context, "tag", ListFilter.Apply(context, context.Cloud.Store.All(Kind)).Select(static t => t.Fields.Copy()));

    public static IEnumerable<ApiObject> Of(Entity resource) =>
        resource.Tags.Where(static t => !t.IsRemoved).Select(static t => t.Fields);

    /// <summary>A tag as shown within its resource.</summary>
    public static ApiObject WithinResource(ApiObject tag)
    {
        ApiObject shown = tag.Copy();
        shown["domainpath"] = null;
        return shown;
    }

    private static JobEnding? Check(CommandContext context, List<string> resources, IReadOnlyDictionary<int, ApiObject> tags, bool needsValue)
    {
        if (tags.Values.Any(t => t.Text("key") is null || (needsValue && t.Text("value") is null)))
        {
            return JobEnding.Failure();
        }

        foreach (string resource in resources)
        {
            Entity? target = context.Cloud.Store.FindAnywhere(resource);
            if (target is null)
            {
                return JobEnding.Failure(431, $"Unable to find resource by id {resource} and type {context.Text("resourcetype")}");
            }

            if (target.Owner is not null && !context.Account.MaySee(target.Owner))
            {
                return JobEnding.Failure(531, $"Account {JobTable.Describe(context.Account)} does not have permission to operate with resource");
            }

            string? taken = tags.Values.Select(static t => t.Text("key")).FirstOrDefault(key => Of(target).Any(t => t.Text("key") == key));
            if (needsValue && taken is not null)
            {
                return JobEnding.Failure(530, $"tag {taken} already on {context.Text("resourcetype")} with id {resource}");
            }
        }

        return null;
    }

    private static void Add(CommandContext context, string type, Entity target, string key, string value)
    {
        Account owner = target.Owner ?? context.Account;
        target.Tags.Add(context.Cloud.Store.Add(Kind, owner, new ApiObject
        {
            { "key", key }, { "value", value }, { "resourcetype", type }, { "resourceid", target.Id },
            { "account", owner.Name }, { "domainid", owner.Domain.Id }, { "domain", owner.Domain.Name }, { "domainpath", owner.Domain.Path },
        }));
    }
}
