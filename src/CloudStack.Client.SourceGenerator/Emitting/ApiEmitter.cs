using System.Linq;
using CloudStack.Client.SourceGenerator.Shapes;

namespace CloudStack.Client.SourceGenerator.Emitting;

/// <summary>Writes the class that implements an interface of commands.</summary>
internal static class ApiEmitter
{
    private const string NotSupported = "global::System.NotSupportedException";

    public static string Emit(ApiShape shape)
    {
        string client = KnownNames.Client + "ICommandClient";
        CodeWriter writer = CodeWriter.Start(shape.Shell, "CS0612, CS0618");
        writer
            .Line($"/// <summary>Sends the commands of <see cref=\"{shape.Interface.Replace('<', '{').Replace('>', '}')}\"/>.</summary>")
            .Line(CodeWriter.GeneratedCode)
            .Line($"{shape.Accessibility} sealed partial {shape.Shell.Header}{(shape.IsComplete ? " : " + shape.Interface : "")}")
            .Open()
            .Line($"private readonly {client} _commands;")
            .Line()
            .Line("/// <summary>Creates the implementation on top of a client.</summary>")
            .Line("/// <param name=\"commands\">What the commands are sent through; usually the <c>Commands</c> of a client.</param>")
            .Line($"public {shape.Shell.Name}({client} commands)")
            .Open()
            .Line("global::System.ArgumentNullException.ThrowIfNull(commands);")
            .Line("this._commands = commands;")
            .Close();

        foreach (MethodShape method in shape.Methods)
        {
            if (method.ExplicitInterface is null || shape.IsComplete)
            {
                Method(writer.Line(), method);
            }
        }

        foreach (MethodShape method in shape.Methods)
        {
            if (method.Command is { } command)
            {
                Holder(writer.Line(), method.Holder, command);
            }
        }

        return writer.Finish();
    }

    private static void Method(CodeWriter writer, MethodShape method)
    {
        bool isExplicit = method.ExplicitInterface is not null;
        string parameters = string.Join(", ", method.Parameters.Select(parameter =>
            $"{parameter.Type} {parameter.Name}{(parameter.Default is null || isExplicit ? "" : " = " + parameter.Default)}"));
        writer.Line("/// <inheritdoc/>");
        writer.Line(isExplicit
            ? $"{method.ReturnType} {method.ExplicitInterface}.{method.Name}({parameters})"
            : $"public {method.ReturnType} {method.Name}({parameters})");
        writer.Open();
        if (method.Command is not { } command)
        {
            // Reached only where the diagnostic that says what is wrong was turned down.
            writer.Line($"throw new {NotSupported}({Literal.Of($"The declaration of {method.Name} is not supported; see the diagnostics of the build.")});");
        }
        else
        {
            if (command is { Request: not null, RequestRequired: true })
            {
                writer.Line($"global::System.ArgumentNullException.ThrowIfNull({command.Request});");
            }

            writer.Line($"return this._commands.{Call(command, method.Holder)};");
        }

        writer.Close();
    }

    private static string Call(CommandShape command, string holder)
    {
        string send = command.Form switch
        {
            ReturnForm.List => "SendListAsync",
            ReturnForm.Handle or ReturnForm.TypedHandle => "SubmitAsync",
            ReturnForm.Query => "Query",
            _ => "SendAsync",
        };
        string request = command.Request ?? "null";
        string token = command.Form == ReturnForm.Query ? "" : ", " + (command.Token ?? "global::System.Threading.CancellationToken.None");
        return $"{send}({holder}.Descriptor, {request}{token})";
    }

    /// <summary>A class of its own for each descriptor, so that a command nobody calls roots no reader.</summary>
    private static void Holder(CodeWriter writer, string name, CommandShape command)
    {
        string type = KnownNames.Generation + "CommandDescriptor" + (command.Result is null ? "" : $"<{command.Result}>");
        string settings = command.Settings.Count == 0 ? "" : $" {{ {string.Join(", ", command.Settings)} }}";
        writer
            .Line($"private static class {name}")
            .Open()
            .Line($"internal static readonly {type} Descriptor = new({Literal.Of(command.Name)}, {KnownNames.Client}CommandKind.{command.Kind}){settings};")
            .Close();
    }
}
