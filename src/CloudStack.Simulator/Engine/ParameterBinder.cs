using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Converts the text of parameters to values of their declared types, or refuses it with the server's error texts.</summary>
internal static class ParameterBinder
{
    /// <summary>Parameters that take the ids of these classes of rules name the class of port forwarding rules instead.</summary>
    private static readonly string[] Rules = ["FirewallResponse", "IpForwardingRuleResponse", "LoadBalancerResponse"];

    private static readonly ParameterInfo CustomJobId = new("customjobid", "string", null, null, string.Empty);

    public static void Bind(CommandContext context)
    {
        CommandInfo command = context.Command;
        foreach (ParameterInfo parameter in command.Parameters)
        {
            // Parameters that the caller's role doesn't have are ignored like unknown ones.
            if (!parameter.IsAdminOnly || context.IsRoot)
            {
                Bind(context, parameter);
            }
        }

        if (command.IsAsync)
        {
            Bind(context, CustomJobId);
        }
    }

    private static void Bind(CommandContext context, ParameterInfo parameter)
    {
        string? text = context.Parameters.Get(parameter.Name.ToLower(CultureInfo.InvariantCulture));
        bool isSent = parameter.Type == "map" ? context.Map(parameter.Name.ToLower(CultureInfo.InvariantCulture)).Count > 0 || text is not null : text is not null;
        if (!isSent)
        {
            if (parameter.IsRequired)
            {
                throw ApiError.Parameter($"Unable to execute API command {context.Command.LowerName} due to missing parameter {parameter.Name}");
            }

            return;
        }

        if (text is null)
        {
            return;
        }

        if (text.Length == 0 && parameter.IsRequired)
        {
            throw ApiError.Value($"Invalid value provided for API arg: {parameter.Name}");
        }

        context.Set(parameter.Name, Read(context, parameter, parameter.Type, text));
    }

    [SuppressMessage("Style", "IDE0072", Justification = "All other types are texts.")]
    private static object? Read(CommandContext context, ParameterInfo parameter, string type, string text)
    {
        switch (type)
        {
            case "boolean":
                return text.Equals("true", StringComparison.OrdinalIgnoreCase);
            case "integer" when text.Length == 0:
            case "double" when text.Length == 0:
                return null;
            case "integer":
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int i) ? i : throw Invalid(context, parameter, text);
            case "short":
                return short.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out short s) ? (int)s : throw Invalid(context, parameter, text);
            case "long":
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long l) ? l : throw Invalid(context, parameter, text);
            case "double":
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) ? d : throw Invalid(context, parameter, text);
            case "date":
                bool isEnd = parameter.Name.Equals("enddate", StringComparison.OrdinalIgnoreCase);
                return ServerDate.TryParse(text, context.Cloud.Options.TimeZoneOffset, isEnd, out DateTimeOffset date)
                    ? date
                    : throw ApiError.Parameter($"Unable to parse date {text} for command {context.Command.LowerName}, please pass dates in the format mentioned in the api documentation");
            case "uuid":
                return ReadId(context, parameter, text);
            case "list":
                return text.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(item => Read(context, parameter, parameter.Element ?? "string", item))
                    .Where(static item => item is not null).Cast<object>().ToArray();
            default:
                return text.Length <= parameter.MaxLength
                    ? text
                    : throw ApiError.Parameter(string.Create(
                        CultureInfo.InvariantCulture,
                        $"Unable to execute API command {context.Command.LowerName} due to invalid value. Value greater than max allowed length {parameter.MaxLength} for param: {parameter.Name}"));
        }
    }

    private static object? ReadId(CommandContext context, ParameterInfo parameter, string text)
    {
        if (parameter.Entity is null or "AsyncJobResponse" || text == "-1")
        {
            return text;
        }

        if (context.Cloud.Store.Find(parameter.Entity, text, acceptNumber: !parameter.IsNewer) is { } entity)
        {
            return entity;
        }

        if (parameter.Entity == "FirewallRuleResponse" && context.Cloud.Store.FindAnywhere(text) is { } rule && Rules.Contains(rule.Kind))
        {
            return rule;
        }

        return parameter.IsNewer && !Guid.TryParseExact(text, "D", out _) ? null : throw UnknownId(context.Command, parameter.Name, text);
    }

    public static ApiError UnknownId(CommandInfo command, string name, string value) => ApiError.Parameter(
        $"Unable to execute API command {command.LowerName} due to invalid value. Invalid parameter {name} value={value} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.");

    private static ApiError Invalid(CommandContext context, ParameterInfo parameter, string text) => ApiError.Parameter(
        $"Unable to execute API command {context.Command.LowerName} due to invalid value {text} for parameter {parameter.Name}");
}
