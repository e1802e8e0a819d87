using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Chooses what a list command shows: what the caller may see, and what fits its parameters.</summary>
internal static class ListFilter
{
    private static readonly HashSet<string> Handled = new(StringComparer.Ordinal)
    {
        "id", "ids", "keyword", "listall", "account", "domainid", "isrecursive", "page", "pagesize", "details", "userdata", "projectid",
    };

    public static IEnumerable<Entity> Apply(CommandContext context, IEnumerable<Entity> entities)
    {
        string? id = context.Text("id");
        string? keyword = context.Text("keyword");
        var ids = context.List("ids").Select(static i => (i as Entity)?.Id ?? (string)i).ToHashSet(StringComparer.Ordinal);
        return entities.Where(e =>
            !e.IsRemoved
            && (e.Owner is null || Visible(context, e.Owner, id is not null))
            && (id is null || e.Id == id)
            && (ids.Count == 0 || ids.Contains(e.Id))
            && (string.IsNullOrEmpty(keyword) || ContainsKeyword(e, keyword))
            && FieldsMatch(context, e));
    }

    // Asked for one id, an admin finds it without listall.
    private static bool Visible(CommandContext context, Account owner, bool byId) =>
        Scoping.Includes(context, owner) || (byId && context.Account.MaySee(owner));

    private static bool ContainsKeyword(Entity entity, string keyword) =>
        Contains(entity.Fields.Text("name"), keyword)
        || Contains(entity.Fields.Text("displayname"), keyword)
        || Contains(entity.Fields.Text("displaytext"), keyword)
        || Contains(entity.Fields.Text("username"), keyword);

    private static bool Contains(string? text, string keyword) =>
        text?.Contains(keyword, StringComparison.OrdinalIgnoreCase) == true;

    private static bool FieldsMatch(CommandContext context, Entity entity)
    {
        foreach ((string name, object? wanted) in context.Values)
        {
            if (wanted is null || Handled.Contains(name) || entity.Fields[name] is not { } actual || actual is ApiObject)
            {
                continue;
            }

            string text = wanted is Entity other ? other.Id : Convert.ToString(wanted, CultureInfo.InvariantCulture)!;
            string shown = Convert.ToString(actual, CultureInfo.InvariantCulture)!;
            if (wanted is not IReadOnlyList<object> && text.Length > 0 && !shown.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
