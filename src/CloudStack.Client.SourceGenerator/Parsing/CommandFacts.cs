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

    /// <summary>The command; null, with a diagnostic, if the attribute is invalid.</summary>
    /// <param name="owner">The symbol with the attribute.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="form">What the command returns.</param>
    /// <param name="diagnostics">Receives the diagnostics.</param>
    /// <param name="verb">The verb of a method without a request class; null for a request.</param>
    public static CommandShape? Parse(ISymbol owner, AttributeData attribute, ReturnForm form, DiagnosticBag diagnostics, string? verb = null)
    {
        // The compiler reports incomplete attributes.
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

    /// <summary>The settings that follow from the lowercase names of a command's parameters.</summary>
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

    /// <summary>The kind of a command that doesn't specify it.</summary>
    /// <param name="form">What the command returns.</param>
    /// <param name="verb">The verb of a method without a request class, which indicates whether it makes changes; null for a request.</param>
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
