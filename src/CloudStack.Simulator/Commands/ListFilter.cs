using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// Selects the objects that a list command shows: those that the caller may see and that match its parameters. Texts are compared
/// as a whole, as by the server's database; keywords match parts of a text.
/// </summary>
internal static class ListFilter
{
    private static readonly HashSet<string> Handled = new(StringComparer.Ordinal)
    {
        "id", "ids", "keyword", "listall", "account", "domainid", "isrecursive", "page", "pagesize", "details", "userdata", "projectid", "tags",
    };

    /// <summary>The fields that keywords are searched for in.</summary>
    private static readonly string[] Described =
        ["name", "displayname", "displaytext", "description", "username", "firstname", "lastname", "email", "key", "value", "instancename", "ipaddress"];

    /// <summary>The few parameters that match parts of a text.</summary>
    private static readonly HashSet<(string Command, string Parameter)> InPart =
    [
        ("listVPCs", "name"), ("listVPCs", "displaytext"), ("listVPCOfferings", "name"), ("listVPCOfferings", "displaytext"),
        ("listNetworkOfferings", "displaytext"), ("listVolumes", "type"), ("listOsTypes", "description"),
    ];

    public static IEnumerable<Entity> Apply(CommandContext context, IEnumerable<Entity> entities)
    {
        string? id = context.Text("id");
        string? keyword = context.Text("keyword");
        var ids = context.List("ids").Select(static i => (i as Entity)?.Id ?? (string)i).ToHashSet(StringComparer.Ordinal);
        var declared = context.Cloud.Catalog.FieldsOf(context.Command.ResponseClass).Select(static f => f.Name).ToHashSet(StringComparer.Ordinal);
        (string Key, string Value)[] tags = TagsOf(context);
        return entities.Where(e =>
            !e.IsRemoved
            && (e.Owner is null || Visible(context, e.Owner, id is not null))
            && (id is null || e.Id == id)
            && (ids.Count == 0 || ids.Contains(e.Id))
            && (string.IsNullOrEmpty(keyword) || FitsKeyword(e, keyword))
            && (tags.Length == 0 || Array.Exists(tags, tag => HasTag(e, tag)))
            && context.Values.All(p => Fits(context, e, p.Key, p.Value, declared)));
    }

    // An admin who asks for a single id finds it without listall.
    private static bool Visible(CommandContext context, Account owner, bool byId) =>
        Scoping.Includes(context, owner) || (byId && context.Account.MaySee(owner));

    private static (string Key, string Value)[] TagsOf(CommandContext context)
    {
        bool takesTags = context.Command.Parameters.Any(static p => p is { Name: "tags", Type: "map" });
        return takesTags
            ? [.. context.Map("tags").Values.Select(static tag =>
                (tag.Text("key") ?? string.Empty, tag.Text("value") ?? throw ApiError.Value($"No value is passed in for key {tag.Text("key")}")))]
            : [];
    }

    private static bool HasTag(Entity entity, (string Key, string Value) tag) =>
        Tags.Of(entity).Any(t => Collation.Same(t.Text("key"), tag.Key) && Collation.Same(t.Text("value"), tag.Value));

    private static bool FitsKeyword(Entity entity, string keyword) =>
        Described.Any(field => Collation.Contains(entity.Fields.Text(field), keyword))
        || Collation.Same(entity.Fields.Text("state"), keyword)
        || (entity.Fields["nic"] is ApiObject[] nics && nics.Any(nic => Collation.Contains(nic.Text("ipaddress"), keyword)));

    private static bool Fits(CommandContext context, Entity entity, string name, object? wanted, HashSet<string> declared)
    {
        if (wanted is null or IReadOnlyList<object> || Handled.Contains(name))
        {
            return true;
        }

        string text = wanted is Entity other ? other.Id : Convert.ToString(wanted, CultureInfo.InvariantCulture)!;
        if (text.Length == 0)
        {
            return true;
        }

        // Machines can have several key pairs.
        name = name == "keypair" ? "keypairs" : name;
        return entity.Fields[name] switch
        {
            ApiObject or ApiObject[] => true,
            { } actual when InPart.Contains((context.Command.Name, name)) => Collation.Contains(Convert.ToString(actual, CultureInfo.InvariantCulture), text),
            { } actual => Collation.Same(Convert.ToString(actual, CultureInfo.InvariantCulture), text),

            // A missing field matches no value. But an offering without a zone is available in all zones, and a flag that isn't
            // shown isn't known.
            null => FitsInside(entity, name, text) ?? (!declared.Contains(name) || wanted is bool || (name == "zoneid" && entity.Kind.EndsWith("OfferingResponse", StringComparison.Ordinal))),
        };
    }

    /// <summary>
    /// Whether an object within the entity matches: <c>networkid</c> is a field of a NIC, and <c>affinitygroupid</c> the id of a
    /// group. Null if the entity contains no objects that the parameter could refer to.
    /// </summary>
    private static bool? FitsInside(Entity entity, string name, string text)
    {
        bool? fits = null;
        foreach ((string field, object value) in entity.Fields)
        {
            if (value is not ApiObject[] items)
            {
                continue;
            }

            if (field + "id" == name)
            {
                return items.Any(item => item.Text("id") == text);
            }

            foreach (ApiObject item in items.Where(item => item[name] is string))
            {
                fits = fits == true || item.Text(name) == text;
            }
        }

        return fits;
    }
}
