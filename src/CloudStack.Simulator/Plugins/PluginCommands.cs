using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Commands that a test added: what the catalog would say about them, and how they run.</summary>
internal static class PluginCommands
{
    private static readonly HashSet<string> ParameterTypes = new(StringComparer.Ordinal)
    {
        "string", "uuid", "boolean", "integer", "long", "short", "double", "float", "date", "list", "map", "object",
    };

    // Commands on the same kind of object share what they created.
    public static string ClassOf(SimulatorCommand command) =>
        command.ObjectName is null ? "SuccessResponse" : "plugin:" + command.ObjectName;

    public static string ClassOf(string responseClass, SimulatorField field) => responseClass + "." + field.Name;

    [SuppressMessage("Globalization", "CA1308", Justification = "Names on the wire are in lower case.")]
    public static CommandInfo Describe(SimulatorCommand command, string responseClass)
    {
        bool isList = command.ObjectName is not null && (command.IsList ?? command.Name.StartsWith("list", StringComparison.Ordinal));
        bool isRead = command.IsReadOnly
            ?? (command.Name.StartsWith("list", StringComparison.Ordinal) || command.Name.StartsWith("get", StringComparison.Ordinal));
        return new CommandInfo
        {
            Name = command.Name,
            LowerName = command.Name.ToLowerInvariant(),
            Kind = command.IsAsync ? "job" : isRead ? "read" : "write",
            Result = command.ObjectName is null ? "success" : isList ? "list" : "entity",
            Envelope = command.Name.ToLowerInvariant() + "response",
            ObjectName = command.ObjectName,
            JobResultKey = command.ObjectName,
            HasListResult = isList && command.IsAsync,
            ResponseClass = responseClass,
            DeclaredClass = responseClass,
            Since = command.Since,
            Description = command.Description,
            Authorized = [],
            Parameters = [.. command.Parameters.Select(Describe)],
            Plugin = command,
        };
    }

    public static ResponseField Describe(string responseClass, SimulatorField field) => new(
        field.Name,
        field.Fields.Count > 0 ? "list:object:" + ClassOf(responseClass, field) : field.Type switch { "list" => "list:string", "map" => "map:string", _ => field.Type })
    {
        ShownType = field.Type,
        Description = field.Description,
    };

    public static CommandAnswer Execute(CommandContext context, SimulatorCommand command)
    {
        if (command.Execute is not { } execute)
        {
            return GenericCommands.Execute(context);
        }

        // A job runs this later and gets the time at that point.
        List<ApiObject> Run() =>
            [.. execute(new SimulatorCommandCall(context.Parameters.Sent, context.User, context.Now)).Select(PlainValues.ToObject)];
        if (command.IsAsync)
        {
            return CommandAnswer.Job(new JobWork { Complete = () => Run().FirstOrDefault() });
        }

        List<ApiObject> objects;
        try
        {
            objects = Run();
        }
#pragma warning disable CA1031 // As on a real server, whatever goes wrong in a command becomes the error of its request.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw ApiError.Internal(e.Message.Length > 0 ? e.Message : "Command failed due to Internal Server Error");
        }

        return context.Command.Result switch
        {
            "success" => CommandAnswer.Success(),
            "list" => Paging.Answer(context, command.ObjectName!, objects),
            _ => CommandAnswer.Object(command.ObjectName!, objects.FirstOrDefault() ?? []),
        };
    }

    private static ParameterInfo Describe(SimulatorParameter parameter) => ParameterTypes.Contains(parameter.Type)
        ? new ParameterInfo(
            parameter.Name,
            parameter.Type,
            null,
            null,
            (parameter.IsRequired ? "r" : string.Empty) + (parameter.Since is null ? string.Empty : "n"))
        {
            Since = parameter.Since,
            Description = parameter.Description,
            MaxLength = parameter.MaxLength,
        }
        : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"The parameter {parameter.Name} has the unknown type {parameter.Type}."), nameof(parameter));
}
