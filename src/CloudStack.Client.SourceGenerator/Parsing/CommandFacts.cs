using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Reads <c>[Command]</c>.</summary>
internal static class CommandFacts
{
    private static readonly string[] Kinds = ["Read", "Write", "Job", "CreateJob"];

    /// <summary>The command; null, and a diagnostic, if the attribute is at fault.</summary>
    /// <param name="owner">What has the attribute.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="form">What the command answers with.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="verb">The verb of a method without a request class; null for a request.</param>
    public static CommandShape? Parse(ISymbol owner, AttributeData attribute, ReturnForm form, DiagnosticBag diagnostics, string? verb = null)
    {
        // Half-written attributes are the compiler's to report.
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive, Value: var value }, ..])
        {
            return null;
        }

        if (value is not string name || string.IsNullOrWhiteSpace(name))
        {
            diagnostics.Report(Rules.EmptyCommandName, owner, owner.ToDisplayString());
            return null;
        }

        return Kind(owner, attribute, form, diagnostics, verb) is { } kind ? new CommandShape(name, kind, EquatableArray.From(Settings(attribute))) : null;
    }

    /// <summary>The settings that follow from the names of a command's parameters, in lower case.</summary>
    public static IEnumerable<string> SettingsOf(HashSet<string> parameters)
    {
        if (parameters.Contains("name") || parameters.Contains("keyword"))
        {
            yield return $"NameFilter = \"{(parameters.Contains("name") ? "name" : "keyword")}\"";
        }

        if (parameters.Contains("account") && parameters.Contains("domainid"))
        {
            yield return "TakesAccount = true";
        }

        if (parameters.Contains("projectid"))
        {
            yield return "TakesProject = true";
        }
    }

    /// <summary>The kind of a command that does not say it.</summary>
    /// <param name="form">What the command answers with.</param>
    /// <param name="verb">The verb of a method without a request class, which says whether it changes something; null for a request.</param>
    public static string DefaultKind(ReturnForm form, string? verb) => form switch
    {
        ReturnForm.Handle or ReturnForm.TypedHandle => "Job",
        ReturnForm.Query => "Read",
        ReturnForm.Object or ReturnForm.List when verb == "Get" => "Read",
        _ => "Write",
    };

    private static string? Kind(ISymbol owner, AttributeData attribute, ReturnForm form, DiagnosticBag diagnostics, string? verb)
    {
        bool isJob = form is ReturnForm.Handle or ReturnForm.TypedHandle;
        if (attribute.ConstructorArguments is not [_, { Value: int value }])
        {
            return DefaultKind(form, verb);
        }

        string? kind = value >= 0 && value < Kinds.Length ? Kinds[value] : null;
        bool fits = kind switch
        {
            "Job" or "CreateJob" => isJob,
            "Read" => !isJob && form != ReturnForm.Nothing,
            "Write" => !isJob && form != ReturnForm.Query,
            _ => false,
        };
        if (!fits)
        {
            diagnostics.Report(Rules.KindContradictsAnswer, owner, owner.ToDisplayString(), kind ?? value.ToString(CultureInfo.InvariantCulture));
        }

        return fits ? kind : null;
    }

    private static IEnumerable<string> Settings(AttributeData attribute) => attribute.NamedArguments
        .Select(argument => (argument.Key, argument.Value.Value) switch
        {
            ("Flat", true) => "IsFlat = true",
            ("ResultKey", string key) => "ResultKey = " + SymbolDisplay.FormatLiteral(key, quote: true),
            ("SensitiveRequest", true) => "HasSensitiveRequest = true",
            ("SensitiveResponse", true) => "HasSensitiveResponse = true",
            _ => "",
        })
        .Where(setting => setting.Length > 0)
        .OrderBy(setting => setting, System.StringComparer.Ordinal);
}
