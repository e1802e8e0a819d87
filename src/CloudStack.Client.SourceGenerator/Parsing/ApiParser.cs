using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Reads a <c>[CloudStackApi]</c> interface.</summary>
internal static class ApiParser
{
    public static ParseResult<ApiShape> Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        DiagnosticBag diagnostics = new(type);
        ApiShape? shape = Parse(type, diagnostics, cancellationToken);
        return new ParseResult<ApiShape>(shape, diagnostics.ToArray());
    }

    private static ApiShape? Parse(INamedTypeSymbol type, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (Obstacle(type, cancellationToken) is { } obstacle)
        {
            diagnostics.Report(Rules.UnsupportedInterface, type, type.ToDisplayString(), obstacle);
            return null;
        }

        string name = ClassName(type);
        if (TypeShells.ForSibling(type, name, diagnostics, cancellationToken) is not { } shell)
        {
            return null;
        }

        List<IMethodSymbol> methods = [];
        bool isComplete = true;
        foreach (ISymbol member in type.AllInterfaces.Insert(0, type).SelectMany(declaring => declaring.GetMembers()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsCommandMethod(member))
            {
                methods.Add((IMethodSymbol)member);
            }
            else if (IsForeign(member))
            {
                isComplete &= !member.IsAbstract;
                diagnostics.Report(Rules.UnsupportedMember, member, member.ToDisplayString());
            }
        }

        return new ApiShape(
            shell,
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            type.FullName(),
            isComplete,
            EquatableArray.From(Methods(type, name, methods, diagnostics)));
    }

    private static string? Obstacle(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.Arity > 0)
        {
            return "it has type parameters";
        }

        if (type.IsFileLocal)
        {
            return "it is local to a file";
        }

        if (type.Name.Length < 2 || type.Name[0] != 'I' || !SyntaxFacts.IsIdentifierStartCharacter(type.Name[1]))
        {
            return "its name must be an I and the name of the class to generate";
        }

        string name = ClassName(type);
        IEnumerable<INamedTypeSymbol> neighbours = type.ContainingType is { } container
            ? container.GetTypeMembers(name, 0)
            : type.ContainingNamespace.GetTypeMembers(name, 0);
        bool isTaken = neighbours.Any(neighbour => neighbour.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellationToken) is not ClassDeclarationSyntax declaration || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)));
        return isTaken ? $"there is another type '{name}', which is no partial class" : null;
    }

    private static string ClassName(INamedTypeSymbol type) => type.Name.Substring(1);

    private static bool IsCommandMethod(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: true, Arity: 0, RefKind: RefKind.None } method
        && method.Parameters.All(parameter => parameter is { RefKind: RefKind.None, Type.TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer) });

    /// <summary>Anything that must be implemented but is no command, and commands that have a body already.</summary>
    private static bool IsForeign(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion } method =>
            method.IsAbstract || method.ClientAttribute("CommandAttribute") is not null,
        IPropertySymbol or IEventSymbol => member.IsAbstract,
        _ => false,
    };

    private static IEnumerable<MethodShape> Methods(INamedTypeSymbol type, string className, List<IMethodSymbol> methods, DiagnosticBag diagnostics)
    {
        // Names that a holder class must keep clear of: everything else in the class, a user's part of it included.
        HashSet<string> names = [className, .. methods.Select(method => method.Name), .. PartialMembers(type, className)];
        HashSet<string> signatures = [];
        List<(string Key, MethodShape Shape)> shapes = [];
        foreach (IMethodSymbol method in methods)
        {
            EquatableArray<MethodParameter> parameters = EquatableArray.From(method.Parameters.Select(ParameterOf));
            string signature = method.Name + "(" + string.Join(",", method.Parameters.Select(parameter => parameter.Type.FullNameNotNull())) + ")";
            bool isExplicit = !signatures.Add(signature)
                || method.DeclaredAccessibility != Accessibility.Public
                || method.Name == className;
            CommandShape? command = CommandParser.Parse(method, diagnostics);
            shapes.Add((signature, new MethodShape(
                method.SafeName(),
                method.ReturnType.FullName(),
                parameters,
                isExplicit ? method.ContainingType.FullName() : null,
                Holder: "",
                command)));
        }

        foreach ((string _, MethodShape shape) in shapes.OrderBy(item => item.Key, System.StringComparer.Ordinal).ThenBy(item => item.Shape.ExplicitInterface, System.StringComparer.Ordinal))
        {
            string holder = shape.Name.TrimStart('@') + "Command";
            for (int number = 2; !names.Add(holder); number++)
            {
                holder = shape.Name.TrimStart('@') + "Command" + number;
            }

            yield return shape with { Holder = holder };
        }
    }

    private static IEnumerable<string> PartialMembers(INamedTypeSymbol type, string className) =>
        (type.ContainingType is { } container ? container.GetTypeMembers(className, 0) : type.ContainingNamespace.GetTypeMembers(className, 0))
            .SelectMany(part => part.MemberNames);

    private static MethodParameter ParameterOf(IParameterSymbol parameter)
    {
        string type = parameter.Type.FullName();
        if (!parameter.HasExplicitDefaultValue)
        {
            return new MethodParameter(parameter.IsParams ? "params " + type : type, parameter.SafeName(), null);
        }

        // "Request request = null" of a project without nullable annotations or warnings.
        bool lacksMark = parameter.Type.IsReferenceType && parameter.NullableAnnotation != NullableAnnotation.Annotated;
        return new MethodParameter(lacksMark ? type + "?" : type, parameter.SafeName(), parameter.Type.IsReferenceType ? "null" : "default");
    }
}
