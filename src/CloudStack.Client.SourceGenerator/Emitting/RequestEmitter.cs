using System.Globalization;
using System.Linq;
using CloudStack.Client.SourceGenerator.Shapes;

namespace CloudStack.Client.SourceGenerator.Emitting;

/// <summary>Writes the part of a request that writes its parameters.</summary>
internal static class RequestEmitter
{
    public static string Emit(RequestShape shape)
    {
        // CS8604/CS8620: lists and maps may be declared with nullable items; null items are rejected at run time.
        CodeWriter writer = CodeWriter.Start(shape.Shell, "CS0612, CS0618, CS8604, CS8619, CS8620");
        writer.Line("partial " + shape.Shell.Header).Open();
        if (shape.Command is { } command)
        {
            CommandEmitter.Write(writer, command);
        }

        if (shape.WritesParameters)
        {
            Writer(shape.Command is null ? writer : writer.Line(), shape);
        }

        return writer.Finish();
    }

    private static void Writer(CodeWriter writer, RequestShape shape)
    {
        writer
            .Line("/// <inheritdoc/>")
            .Line(CodeWriter.GeneratedCode)
            .Line($"protected override void WriteParameters(ref {KnownNames.Generation}ParameterWriter writer)")
            .Open();
        if (shape.CallsBase)
        {
            writer.Line("base.WriteParameters(ref writer);");
        }

        for (int i = 0; i < shape.Parameters.Count; i++)
        {
            Parameter(writer, shape.Parameters[i], i);
        }

        writer.Close();
    }

    private static void Parameter(CodeWriter writer, ParameterShape parameter, int number)
    {
        string suffix = number.ToString(CultureInfo.InvariantCulture);
        string name = Literal.Of(parameter.WireName);
        string value = Fitted(parameter, "this", suffix);
        string sensitive = parameter.IsSensitive ? ", sensitive: true" : "";
        switch (parameter.Form)
        {
            case ParameterForm.Flag:
                writer.Line($"writer.Write({name}, {value});");
                break;
            case ParameterForm.Value:
                writer.Line($"writer.Write({name}, {value}{sensitive});");
                break;
            case ParameterForm.Id:
                writer.Line($"writer.WriteId({name}, {value}{sensitive});");
                break;
            case ParameterForm.IdList:
                writer.Line($"writer.WriteIds({name}, {value}{sensitive});");
                break;
            case ParameterForm.List:
                writer.Line($"writer.WriteList({name}, {value}{sensitive});");
                break;
            case ParameterForm.Map:
                string style = parameter.Style is null ? "" : $", {KnownNames.Client}MapStyle.{parameter.Style}";
                writer.Line($"writer.WriteMap({name}, {value}{style}{sensitive});");
                break;
            case ParameterForm.OpenRecords:
                writer.Line($"writer.WriteRecords({name}, {value}{sensitive});");
                break;
            default:
                Records(writer, parameter, name, value, suffix);
                break;
        }
    }

    private static void Records(CodeWriter writer, ParameterShape parameter, string name, string value, string suffix)
    {
        string type = $"global::System.Collections.Generic.IReadOnlyList<{parameter.RecordType}>";
        writer
            .Line("{")
            .Indent()
            .Line($"{type}? records = {value};")
            .Line("for (int i = 0; i < records?.Count; i++)")
            .Open()
            .Line($"{parameter.RecordType} record = {KnownNames.Generation}ParameterWriter.Record({name}, records, i);");
        foreach ((ParameterShape entry, int number) in parameter.Entries.Select((entry, number) => (entry, number)))
        {
            string sensitive = entry.IsSensitive && entry.Form != ParameterForm.Flag ? ", sensitive: true" : "";
            string entryValue = Fitted(entry, "record", suffix + "_" + number.ToString(CultureInfo.InvariantCulture));
            writer.Line(entry.Form == ParameterForm.Map
                ? $"writer.WriteEntries({name}, i, {entryValue}{sensitive});"
                : $"writer.WriteEntry({name}, i, {Literal.Of(entry.WireName)}, {entryValue}{sensitive});");
        }

        writer.Close().Close();
    }

    /// <summary>The property's value, copied to another collection type if the writer doesn't accept its own.</summary>
    private static string Fitted(ParameterShape parameter, string owner, string suffix)
    {
        string access = $"{owner}.{parameter.Property}";
        if (parameter.Copy is null)
        {
            return access;
        }

        string variable = "values" + suffix;
        return $"{access} is {{ }} {variable} ? {string.Format(CultureInfo.InvariantCulture, parameter.Copy, variable)} : null";
    }
}
