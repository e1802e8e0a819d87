using System.Linq;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Distinguishes the base classes of requests: each represents one kind of response.</summary>
internal static class RequestForms
{
    /// <summary>The form of a request's response and its type; null for a class that isn't a request.</summary>
    public static (ReturnForm Form, ITypeSymbol? Result)? Of(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Select(Of).FirstOrDefault(form => form is not null);
        }

        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            // The most derived one decides: JobCommandRequest<T> is a JobCommandRequest, and that is a CommandRequest.
            if (Find(current) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The full name of the base class for a response.</summary>
    public static string BaseOf(ReturnForm form, ITypeSymbol? result)
    {
        string name = form switch
        {
            ReturnForm.Nothing or ReturnForm.Object => "CommandRequest",
            ReturnForm.List => "ListCommandRequest",
            ReturnForm.Query => "QueryRequest",
            _ => "JobCommandRequest",
        };
        return KnownNames.Client + name + (result is null ? "" : $"<{result.FullNameNotNull()}>");
    }

    private static (ReturnForm Form, ITypeSymbol? Result)? Find(INamedTypeSymbol type)
    {
        if (type.IsNamed(KnownNames.Namespace, "JobCommandRequest", 1))
        {
            return (ReturnForm.TypedHandle, type.TypeArguments[0]);
        }

        if (type.IsNamed(KnownNames.Namespace, "JobCommandRequest"))
        {
            return (ReturnForm.Handle, null);
        }

        if (type.IsNamed(KnownNames.Namespace, "QueryRequest", 1))
        {
            return (ReturnForm.Query, type.TypeArguments[0]);
        }

        if (type.IsNamed(KnownNames.Namespace, "ListCommandRequest", 1))
        {
            return (ReturnForm.List, type.TypeArguments[0]);
        }

        if (type.IsNamed(KnownNames.Namespace, "CommandRequest", 1))
        {
            return (ReturnForm.Object, type.TypeArguments[0]);
        }

        return type.IsNamed(KnownNames.Namespace, "CommandRequest") ? (ReturnForm.Nothing, null) : null;
    }
}
