using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Distinguishes the return types of commands.</summary>
internal static class ReturnForms
{
    /// <summary>The form and its type, which might not be a model; null for an unsupported type.</summary>
    public static (ReturnForm Form, ITypeSymbol? Result)? Of(ITypeSymbol type)
    {
        if (type.IsNamed("System.Threading.Tasks", "Task"))
        {
            return (ReturnForm.Nothing, null);
        }

        if (Argument(type, KnownNames.Namespace, "PagedQuery") is { } item)
        {
            return (ReturnForm.Query, item);
        }

        if (Argument(type, "System.Threading.Tasks", "Task") is not { } result)
        {
            return null;
        }

        if (result.IsNamed(KnownNames.Namespace, "JobHandle"))
        {
            return (ReturnForm.Handle, null);
        }

        if (Argument(result, KnownNames.Namespace, "JobHandle") is { } payload)
        {
            return (ReturnForm.TypedHandle, payload);
        }

        if (Argument(result, "System.Collections.Generic", "IReadOnlyList") is { } element)
        {
            return (ReturnForm.List, element);
        }

        bool mayBeModel = result.TypeKind is TypeKind.Class or TypeKind.TypeParameter or TypeKind.Error
            && !IsCollection(result)
            && !result.IsNamed(KnownNames.Namespace, "PagedQuery", 1)
            && !result.IsNamed(KnownNames.Namespace, "JobHandle", 1);
        return mayBeModel ? (ReturnForm.Object, result) : null;
    }

    /// <summary>The return type of a method with this result, as a user writes it.</summary>
    public static string Written(ReturnForm form, ITypeSymbol? result)
    {
        string name = result?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "";
        return form switch
        {
            ReturnForm.Nothing => "Task",
            ReturnForm.Object => $"Task<{name}>",
            ReturnForm.List => $"Task<IReadOnlyList<{name}>>",
            ReturnForm.Handle => "Task<JobHandle>",
            ReturnForm.TypedHandle => $"Task<JobHandle<{name}>>",
            _ => $"PagedQuery<{name}>",
        };
    }

    /// <summary>The type argument; null for another type, or if the argument is nullable, because results are never null.</summary>
    private static ITypeSymbol? Argument(ITypeSymbol type, string containingNamespace, string name) =>
        type.IsNamed(containingNamespace, name, 1) && ((INamedTypeSymbol)type).TypeArguments[0] is { NullableAnnotation: not NullableAnnotation.Annotated } argument
            ? argument
            : null;

    /// <summary>Whether the type is an unsupported list type; a model can also be a collection.</summary>
    private static bool IsCollection(ITypeSymbol type) =>
        !type.IsModel() && type.Implementation("System.Collections.Generic", "IEnumerable", 1) is not null;
}
