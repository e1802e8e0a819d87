using System.Collections.Generic;
using CloudStack.Client.SourceGenerator.Shapes;

namespace CloudStack.Client.SourceGenerator.Emitting;

/// <summary>Writes the part of a model that reads it.</summary>
internal static class ModelEmitter
{
    private const string ExtraFieldsType = "global::System.Collections.Generic.IReadOnlyDictionary<string, global::System.Text.Json.JsonElement>";

    private const string NoExtraFields =
        "global::System.Collections.ObjectModel.ReadOnlyDictionary<string, global::System.Text.Json.JsonElement>.Empty";

    public static string Emit(ModelShape shape)
    {
        // CS8618: the reader sets the fields that are sent; CS0612/CS0618: obsolete properties are also read.
        CodeWriter writer = CodeWriter.Start(shape.Shell, "CS0612, CS0618, CS8601, CS8618, CS8619");
        writer.Line($"partial {shape.Shell.Header} : {KnownNames.Generation}ICloudStackModel<{shape.Self}>").Open();
        if (shape.NeedsConstructor)
        {
            writer
                .Line("/// <summary>Creates an object to be filled by an initializer, for example in a test.</summary>")
                .Line(CodeWriter.GeneratedCode)
                .Line($"public {Name(shape)}()")
                .Open()
                .Close()
                .Line();
        }

        ReadingConstructor(writer, shape);
        if (shape.ExtraFields == ExtraFieldsForm.Generated)
        {
            writer
                .Line()
                .Line("/// <summary>The fields of the response that this class does not declare, or declares with another type; empty if there are none.</summary>")
                .Line(CodeWriter.GeneratedCode)
                .Line($"public {ExtraFieldsType} ExtraFields {{ get; init; }} = {NoExtraFields};");
        }

        writer
            .Line()
            .Line(CodeWriter.GeneratedCode)
            .Line($"static {shape.Self} {KnownNames.Generation}ICloudStackModel<{shape.Self}>.Read(ref {KnownNames.Generation}ModelReader reader) => new(ref reader);");
        return writer.Finish();
    }

    private static void ReadingConstructor(CodeWriter writer, ModelShape shape)
    {
        writer
            .Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]")
            .Line(CodeWriter.GeneratedCode)
            .Line($"private {Name(shape)}(ref {KnownNames.Generation}ModelReader reader)")
            .Open();

        bool keepsExtraFields = shape.ExtraFields != ExtraFieldsForm.None;
        if (keepsExtraFields)
        {
            writer.Line("global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>? extraFields = null;");
        }

        IReadOnlyList<string> blocks = FieldTableText.Blocks(shape.Fields);
        writer.Line("while (reader.NextField(").Indent();
        for (int i = 0; i < blocks.Count; i++)
        {
            writer.Line(blocks[i] + (i + 1 < blocks.Count ? " +" : ", out int index))"));
        }

        writer.Outdent().Open().Line("switch (index)").Open();
        for (int i = 0; i < shape.Fields.Count; i++)
        {
            FieldShape field = shape.Fields[i];
            string fallback = field.Fallback is null ? "" : " ?? " + field.Fallback;
            writer.Line($"case {i}:").Indent().Line($"this.{field.Property} = {field.Read}{fallback};").Line("break;").Outdent();
        }

        writer
            .Line("default:")
            .Indent()
            .Line(keepsExtraFields ? "reader.KeepField(ref extraFields);" : "reader.Skip();")
            .Line("break;")
            .Outdent()
            .Close();
        if (keepsExtraFields)
        {
            writer.Line("reader.KeepMismatch(ref extraFields);");
        }

        writer.Close();

        foreach (FieldShape field in shape.Fields)
        {
            if (field.FillWhenAbsent)
            {
                writer.Line($"this.{field.Property} ??= {field.Fallback};");
            }
        }

        if (keepsExtraFields)
        {
            writer.Line("if (extraFields is not null)").Open().Line("this.ExtraFields = extraFields;").Close();
        }

        writer.Close();
    }

    private static string Name(ModelShape shape) => shape.Shell.Header.Substring(shape.Shell.Header.LastIndexOf(' ') + 1);
}
