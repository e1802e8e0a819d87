using CloudStack.Client.SourceGenerator.Shapes;

namespace CloudStack.Client.SourceGenerator.Emitting;

/// <summary>Writes the members of a request class that describe its command.</summary>
internal static class CommandEmitter
{
    public static void Write(CodeWriter writer, CommandShape command)
    {
        string type = KnownNames.Generation + "CommandDescriptor";
        string settings = command.Settings.Count == 0 ? "" : $" {{ {string.Join(", ", command.Settings)} }}";
        writer
            .Line(CodeWriter.GeneratedCode)
            .Line($"private static readonly {type} CommandDescription = new({Literal.Of(command.Name)}, {KnownNames.Client}CommandKind.{command.Kind}){settings};")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line(CodeWriter.GeneratedCode)
            .Line($"protected override {type} DescribeCommand() => CommandDescription;");
    }
}
