using System.Globalization;
using CloudStack.Client.SourceGenerator.Shapes;

namespace CloudStack.Client.SourceGenerator.Emitting;

/// <summary>
/// Writes the class that registers with the client the commands of an interface's methods without a request class: each
/// method gets a request class that declares no parameters.
/// </summary>
internal static class PlainMethodsEmitter
{
    public static string Emit(PlainMethodsShape shape)
    {
        CodeWriter writer = CodeWriter.Start(shape.Shell, "CA2255, CS0612, CS0618")
            .Line(CodeWriter.GeneratedCode)
            .Line("internal static " + shape.Shell.Header)
            .Open()
            .Line("[global::System.Runtime.CompilerServices.ModuleInitializer]")
            .Line("internal static void Register() =>")
            .Indent()
            .Line($"{KnownNames.Generation}CommandMethods.Add(typeof({shape.Interface}), static (method, command) => (method, command) switch")
            .Open();
        for (int i = 0; i < shape.Methods.Count; i++)
        {
            PlainMethodShape method = shape.Methods[i];
            writer.Line($"({Literal.Of(method.Name)}, {Literal.Of(method.Command.Name)}) => {Name(i)}.Instance,");
        }

        writer.Line("_ => null,").Close("});").Outdent();
        for (int i = 0; i < shape.Methods.Count; i++)
        {
            PlainMethodShape method = shape.Methods[i];
            writer
                .Line()
                .Line($"private sealed class {Name(i)} : {method.Base}")
                .Open()
                .Line($"internal static readonly {Name(i)} Instance = new();")
                .Line();
            CommandEmitter.Write(writer, method.Command);
            writer
                .Line()
                .Line("/// <inheritdoc/>")
                .Line($"protected override void WriteParameters(ref {KnownNames.Generation}ParameterWriter writer)")
                .Open()
                .Close()
                .Close();
        }

        return writer.Finish();
    }

    private static string Name(int number) => "Request" + number.ToString(CultureInfo.InvariantCulture);
}
