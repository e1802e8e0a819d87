using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// All commands without special behavior, answered from the catalog: lists show what was created, creating adds an object with the
/// values that were sent, updating changes it, and deleting removes it.
/// </summary>
internal static class GenericCommands
{
    private static readonly string[] Creating = ["create", "add", "register", "upload", "deploy", "import", "copy", "clone", "associate"];
    private static readonly string[] Removing = ["delete", "remove", "expunge", "disassociate", "destroy"];

    public static CommandAnswer Execute(CommandContext context)
    {
        CommandInfo command = context.Command;
        if (command.IsRead)
        {
            return Read(context);
        }

        if (!command.IsAsync)
        {
            return Answer(context, Act(context, Target(context)));
        }

        Entity? target = command.IsCreate ? Create(context) : Target(context);
        return CommandAnswer.Job(new JobWork
        {
            Target = target,
            InstanceType = command.EntityType is { } type && ResourceTypes.IsKnown(type) ? type : null,
            CreatedId = command.IsCreate ? target!.Id : null,
            Complete = () => command.IsCreate ? target!.Fields.Copy() : Act(context, target),
        });
    }

    private static CommandAnswer Read(CommandContext context)
    {
        CommandInfo command = context.Command;
        IEnumerable<Entity> found = command.ResponseClass is { } kind ? ListFilter.Apply(context, context.Cloud.Store.All(kind)) : [];
        if (command.Result == "list")
        {
            return Paging.Answer(context, command.ObjectName ?? "null", found.Select(static e => e.Fields.Copy()));
        }

        ApiObject shown = found.FirstOrDefault()?.Fields.Copy() ?? FromParameters(context);
        return command.Result == "flat" ? CommandAnswer.Flat(shown) : Answer(context, shown);
    }

    private static CommandAnswer Answer(CommandContext context, ApiObject? value) => context.Command.Result switch
    {
        "success" => CommandAnswer.Success(),
        "none" => CommandAnswer.Nothing,
        "list" => CommandAnswer.Flat(new ApiObject { { "count", 1 }, { context.Command.ObjectName ?? "null", new[] { value ?? [] } } }),
        "flat" => CommandAnswer.Flat(value ?? []),
        _ => CommandAnswer.Object(context.Command.ObjectName ?? "null", value ?? []),
    };

    private static Entity? Target(CommandContext context) => context.Entity("id") is null ? null : context.Owned("id");

    private static ApiObject? Act(CommandContext context, Entity? target)
    {
        string name = context.Command.Name;
        if (target is null)
        {
            return Starts(name, Creating) ? Create(context).Fields.Copy() : FromParameters(context);
        }

        if (Starts(name, Removing))
        {
            target.IsRemoved = true;
        }
        else
        {
            foreach ((string field, object value) in FromParameters(context))
            {
                if (field != "id")
                {
                    target.Fields[field] = value;
                }
            }
        }

        return target.Fields.Copy();
    }

    private static Entity Create(CommandContext context)
    {
        ApiObject fields = FromParameters(context);
        string id = context.Cloud.Store.NewId();
        var shown = new ApiObject { { "id", id } };
        foreach ((string name, object value) in fields)
        {
            if (name != "id")
            {
                shown[name] = value;
            }
        }

        IReadOnlyList<ResponseField> declared = context.Cloud.Catalog.FieldsOf(context.Command.ResponseClass);
        bool isOwned = declared.Any(static f => f.Name == "account");
        if (isOwned)
        {
            shown["account"] = context.Account.Name;
            shown["domainid"] = context.Account.Domain.Id;
            shown["domain"] = context.Account.Domain.Name;
            shown["domainpath"] = declared.Any(static f => f.Name == "domainpath") ? context.Account.Domain.Path : null;
        }

        if (declared.Any(static f => f is { Name: "created", Type: "date" }))
        {
            shown["created"] = context.Now;
        }

        NewObjects.Complete(context, shown);
        return context.Cloud.Store.Add(context.Command.ResponseClass ?? "none", isOwned ? context.Account : null, shown, id);
    }

    // The values that were sent, if the response has fields with that name and type.
    private static ApiObject FromParameters(CommandContext context)
    {
        var fields = new ApiObject();
        foreach (ResponseField field in context.Cloud.Catalog.FieldsOf(context.Command.ResponseClass))
        {
            object? value = context.Values.GetValueOrDefault(field.Name) switch
            {
                null => null,
                IReadOnlyList<object> items when field.Type == "string" => string.Join(',', items.Select(Text)),
                object any when field.Type == "string" || field.Type.StartsWith("enum:", StringComparison.Ordinal) => Text(any),
                bool flag when field.Type == "boolean" => flag,
                int number when field.Type is "integer" or "long" => number,
                long number when field.Type is "integer" or "long" => number,
                double number when field.Type == "double" => number,
                DateTimeOffset date when field.Type == "date" => date,
                _ => null,
            };
            fields.Add(field.Name, value);
        }

        return fields;
    }

    private static string Text(object value) => value is Entity entity ? entity.Id : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static bool Starts(string name, string[] verbs) =>
        verbs.Any(verb => name.StartsWith(verb, StringComparison.Ordinal));
}
