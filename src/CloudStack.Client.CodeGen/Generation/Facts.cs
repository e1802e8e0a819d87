using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Glossary;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Describes in words what the catalog contains as flags, after the server's own description if there is one.</summary>
internal static class Facts
{
    public static string Summary(CatalogCommand command)
    {
        string name = Xml.Code(command.Name);
        string what = command.Kind switch
        {
            "read" => $"the command {name}, which only reads",
            "createJob" => $"the asynchronous command {name}, which creates the resource before its job starts",
            "job" => $"the asynchronous command {name}",
            _ => $"the synchronous command {name}, which makes changes",
        };
        List<string> required = [.. MethodPlan.ParametersOf(command).Where(parameter => parameter.Required).Select(parameter => Xml.Code(parameter.Name))];
        string requires = required.Count == 0 ? "" : $" Requires {Joined(required, "and")}.";
        return $"{Quoted(command.Description)}Sends {what}.{requires}";
    }

    /// <summary>The facts that don't apply to every command; empty if there are none.</summary>
    public static string Remarks(CatalogCommand command, string? when)
    {
        List<string> facts = [];
        Add(when);
        Add(command.Entity is { Count: > 0 } entities ? $"Acts on {Joined([.. entities.Select(Xml.Code)], "and")}." : null);
        Add(Since(command.Since) is { } since ? $"Available {since}." : null);
        Add(command.Authorized is { Count: > 0 } roles ? $"Intended for {Roles(roles)}." : null);
        Add(command.Plugin is { } plugin ? $"Part of the plug-in {Xml.Code(plugin)}." : null);
        Add(command.Build is { } build and not "default" ? $"Only on servers built with {Xml.Code(build)}." : null);
        Add(command.EnabledBy is { } setting ? $"Offered only while the global setting {Xml.Code(setting)} is on." : null);
        return string.Join(' ', facts);

        void Add(string? fact)
        {
            if (fact is not null)
            {
                facts.Add(fact);
            }
        }
    }

    /// <param name="command">The command.</param>
    /// <param name="parameter">One of its parameters.</param>
    /// <param name="link">Creates the link to a class of the SDK.</param>
    public static string Summary(CatalogCommand command, CatalogParameter parameter, Func<string, string> link)
    {
        string required = parameter.Required ? ", required" : "";
        string since = Since(parameter.Since) is { } version ? ", " + version : "";
        string length = parameter.Length is > 0 and not 255 ? $", of at most {parameter.Length} characters" : "";
        string roles = parameter.Authorized is { Count: > 0 } authorized ? $"; for {Roles(authorized)}, ignored from other callers"
            : parameter.AdminOnly ? "; for root administrators, ignored from other callers"
            : "";
        string keys = parameter.MapKeys is { Count: > 0 } entries ? $"; entries: {string.Join(", ", entries.Select(Xml.Code))}{(parameter.OpenKeys ? " and others" : "")}" : "";
        string meaning = Meaning(parameter.Description, Meanings.OfParameters.Find(command.Name, parameter.Name), link);
        return $"{meaning}Parameter {Xml.Code(parameter.Name)}{required}{since}{length}{keys}{roles}.";
    }

    /// <param name="response">The class, with the server's name.</param>
    /// <param name="field">One of its fields.</param>
    /// <param name="knownValues">The class of its known values; null for none.</param>
    /// <param name="link">Creates the link to a class of the SDK.</param>
    public static string Summary(CatalogResponse response, CatalogField field, string? knownValues, Func<string, string> link)
    {
        string since = Since(field.Since) is { } version ? ", " + version : "";
        string roles = field.Authorized is { Count: > 0 } authorized ? $", for {Roles(authorized)}" : "";
        string secret = field.Sensitive ? ", a secret" : "";
        string values = knownValues is null ? "" : $"; known values: <see cref=\"{knownValues}\"/>";
        string meaning = Meaning(field.Description, Meanings.OfFields.Find(response.Name, field.Name), link);
        return $"{meaning}Field {Xml.Code(field.Name)}{since}{roles}{secret}; {(field.NonNull ? "empty" : "null")} if it was not sent{values}.";
    }

    /// <summary>"a, b and c".</summary>
    public static string Joined(IReadOnlyList<string> items, string word) =>
        items.Count <= 1 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {word} {items[^1]}";

    private static string? Since(string? version) => string.IsNullOrWhiteSpace(version) ? null : "since " + Xml.Text(version);

    /// <summary>The server's own description, or the meaning in the glossary; empty, or followed by a space.</summary>
    private static string Meaning(string? description, string? known, Func<string, string> link) =>
        !string.IsNullOrWhiteSpace(description) ? Quoted(description)
        : known is null ? ""
        : Meanings.ToXml(known, link) + " ";

    private static string Quoted(string? description)
    {
        string text = Xml.Text(description ?? "");
        if (text.Length == 0)
        {
            return "";
        }

        text = char.ToUpperInvariant(text[0]) + text[1..];
        return text[^1] is '.' or '!' or '?' ? text + " " : text + ". ";
    }

    private static string Roles(IReadOnlyList<string> roles) => Joined(
        [.. roles.Order(StringComparer.Ordinal).Select(role => role switch
        {
            "Admin" => "root administrators",
            "DomainAdmin" => "domain administrators",
            "ResourceAdmin" => "resource administrators",
            "User" => "users",
            _ => Xml.Text(role),
        })],
        "and");
}
