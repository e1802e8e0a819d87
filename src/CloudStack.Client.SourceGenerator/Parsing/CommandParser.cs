using System.Collections.Generic;
using System.Linq;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Reads a method that sends a command.</summary>
internal static class CommandParser
{
    private static readonly string[] Kinds = ["Read", "Write", "Job", "CreateJob"];

    /// <summary>The command; null, and a diagnostic, if the method is at fault.</summary>
    public static CommandShape? Parse(IMethodSymbol method, DiagnosticBag diagnostics)
    {
        if (method.ClientAttribute("CommandAttribute") is not { } attribute)
        {
            diagnostics.Report(Rules.MissingCommand, method, method.ToDisplayString());
            return null;
        }

        // Half-written attributes and unknown types are the compiler's to report.
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive, Value: var name }, ..] || method.ReturnType.TypeKind == TypeKind.Error)
        {
            return null;
        }

        bool fine = true;
        if (string.IsNullOrWhiteSpace(name as string))
        {
            diagnostics.Report(Rules.EmptyCommandName, method, method.ToDisplayString());
            fine = false;
        }

        if (ReturnForms.Parse(method, diagnostics) is not { } returns)
        {
            return null;
        }

        string? kind = Kind(method, attribute, returns.Form, diagnostics);
        fine &= ParametersAreFine(method, returns.Form, diagnostics, out IParameterSymbol? request, out IParameterSymbol? token);
        if (!fine || kind is null)
        {
            return null;
        }

        return new CommandShape(
            (string)name!,
            kind,
            returns.Form,
            returns.Result?.FullNameNotNull(),
            request?.SafeName(),
            request is { NullableAnnotation: not NullableAnnotation.Annotated, HasExplicitDefaultValue: false },
            token?.SafeName(),
            EquatableArray.From(Settings(attribute)));
    }

    private static string? Kind(IMethodSymbol method, AttributeData attribute, ReturnForm form, DiagnosticBag diagnostics)
    {
        bool isJob = form is ReturnForm.Handle or ReturnForm.TypedHandle;
        if (attribute.ConstructorArguments is not [_, { Value: int value }])
        {
            return isJob ? "Job" : form == ReturnForm.Query ? "Read" : "Write";
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
            diagnostics.Report(Rules.KindContradictsReturnType, method, method.ToDisplayString(), kind ?? value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return fits ? kind : null;
    }

    private static bool ParametersAreFine(IMethodSymbol method, ReturnForm form, DiagnosticBag diagnostics, out IParameterSymbol? request, out IParameterSymbol? token)
    {
        request = null;
        token = null;
        bool fine = true;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.TypeKind == TypeKind.Error)
            {
                fine = false;
            }
            else if (parameter.Type.IsNamed("System.Threading", "CancellationToken") && form != ReturnForm.Query && token is null)
            {
                token = parameter;
                if (parameter.Ordinal != method.Parameters.Length - 1)
                {
                    diagnostics.Report(Rules.TokenNotLast, parameter, method.ToDisplayString());
                    fine = false;
                }
            }
            else if (parameter.Type.DerivesFromClient("CommandRequest") && request is null)
            {
                request = parameter;
                if (form is ReturnForm.Handle or ReturnForm.TypedHandle && !parameter.Type.DerivesFromClient("JobCommandRequest"))
                {
                    diagnostics.Report(Rules.JobRequestExpected, parameter, method.ToDisplayString(), parameter.Type.ToDisplayString());
                    fine = false;
                }
            }
            else
            {
                diagnostics.Report(Rules.UnsupportedParameter, parameter, method.ToDisplayString(), parameter.ToDisplayString());
                fine = false;
            }
        }

        return fine;
    }

    private static IEnumerable<string> Settings(AttributeData attribute) => attribute.NamedArguments
        .Select(argument => (argument.Key, argument.Value.Value) switch
        {
            ("Paged", false) => "IsPaged = false",
            ("Flat", true) => "IsFlat = true",
            ("ResultKey", string key) => "ResultKey = " + SymbolDisplay.FormatLiteral(key, quote: true),
            ("SensitiveRequest", true) => "HasSensitiveRequest = true",
            ("SensitiveResponse", true) => "HasSensitiveResponse = true",
            _ => "",
        })
        .Where(setting => setting.Length > 0)
        .OrderBy(setting => setting, System.StringComparer.Ordinal);
}
