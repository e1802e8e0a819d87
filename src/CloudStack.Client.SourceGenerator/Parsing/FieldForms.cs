using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Decides how the properties of models are read.</summary>
internal static class FieldForms
{
    private const string Collections = "System.Collections.Generic";

    /// <summary>How a property is read; null, with a diagnostic, if it can't be read.</summary>
    public static FieldShape? Parse(IPropertySymbol property, string name, DiagnosticBag diagnostics)
    {
        if (Read(property.Type, property.Name) is not { } form)
        {
            if (property.Type.TypeKind != TypeKind.Error)
            {
                diagnostics.Report(Rules.UnsupportedModelProperty, property, property.ToDisplayString(), property.Type.ToDisplayString());
            }

            return null;
        }

        bool mayBeNull = property.Type.IsReferenceType
            ? property.NullableAnnotation != NullableAnnotation.NotAnnotated
            : !SymbolEqualityComparer.Default.Equals(property.Type, property.Type.Underlying());
        if (!mayBeNull && form.Fallback is null)
        {
            diagnostics.Report(Rules.NestedModelNotNullable, property, property.ToDisplayString(), property.Type.ToDisplayString());
        }

        string? fallback = mayBeNull ? null : form.Fallback ?? "null!";
        return new FieldShape(
            name,
            property.SafeName(),
            form.Read,
            fallback,
            FillWhenAbsent: !mayBeNull && property.Type.IsReferenceType && form.Fallback is not null && property.GetMethod is not null);
    }

    private static (string Read, string? Fallback)? Read(ITypeSymbol type, string property)
    {
        if (Scalar(type.Underlying()) is { } scalar)
        {
            return ("reader." + scalar + "()", type.IsReferenceType ? "\"\"" : "default");
        }

        if (type.IsModel())
        {
            return ("reader.ReadModel<" + type.FullNameNotNull() + ">()", null);
        }

        return Map(type) ?? List(type, property);
    }

    private static string? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => "ReadString",
        SpecialType.System_Boolean => "ReadBoolean",
        SpecialType.System_Int16 => "ReadInt16",
        SpecialType.System_Int32 => "ReadInt32",
        SpecialType.System_Int64 => "ReadInt64",
        SpecialType.System_Single => "ReadSingle",
        SpecialType.System_Double => "ReadDouble",
        SpecialType.System_Decimal => "ReadDecimal",
        _ when type.IsNamed("System", "DateTimeOffset") => "ReadDate",
        _ when type.IsNamed("System", "Guid") => "ReadGuid",
        _ when IsJsonElement(type) => "ReadElement",
        _ => null,
    };

    private static (string Read, string? Fallback)? Map(ITypeSymbol type)
    {
        if (!type.IsNamed(Collections, "IReadOnlyDictionary", 2) || type is not INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, var value] })
        {
            return null;
        }

        string? read = value.SpecialType == SpecialType.System_String ? "ReadStringMap"
            : IsJsonElement(value) ? "ReadElementMap"
            : value.IsNamed(Collections, "IReadOnlyList", 1) && ((INamedTypeSymbol)value).TypeArguments[0].SpecialType == SpecialType.System_String ? "ReadStringListMap"
            : null;
        return read is null
            ? null
            : ("reader." + read + "()", "global::System.Collections.ObjectModel.ReadOnlyDictionary<string, " + value.FullName() + ">.Empty");
    }

    private static (string Read, string? Fallback)? List(ITypeSymbol type, string property)
    {
        ITypeSymbol? item = type is IArrayTypeSymbol { Rank: 1 } array ? array.ElementType
            : type is INamedTypeSymbol { Arity: 1, TypeArguments: [var argument] } ? argument
            : null;
        if (item is null || ReadItems(item) is not { } read)
        {
            return null;
        }

        string itemName = item.FullName();
        string empty = "global::System.Array.Empty<" + itemName + ">()";
        if (type.IsNamed(Collections, "IReadOnlyList", 1) || type.IsNamed(Collections, "IReadOnlyCollection", 1) || type.IsNamed(Collections, "IEnumerable", 1))
        {
            return ("reader." + read + "()", empty);
        }

        if (type is IArrayTypeSymbol)
        {
            return (Copied("ToArray"), empty);
        }

        return type.IsNamed(Collections, "List", 1) || type.IsNamed(Collections, "IList", 1) || type.IsNamed(Collections, "ICollection", 1)
            ? (Copied("ToList"), "new global::System.Collections.Generic.List<" + itemName + ">()")
            : null;

        string Copied(string copy) => $"(reader.{read}() is {{ }} read{property} ? global::System.Linq.Enumerable.{copy}<{itemName}>(read{property}) : null)";
    }

    private static string? ReadItems(ITypeSymbol item) => item.SpecialType switch
    {
        SpecialType.System_String => "ReadStrings",
        SpecialType.System_Int32 => "ReadInt32s",
        SpecialType.System_Int64 => "ReadInt64s",
        SpecialType.System_Double => "ReadDoubles",
        _ when IsJsonElement(item) => "ReadElements",
        _ when item.IsModel() => "ReadModels<" + item.FullNameNotNull() + ">",
        _ when item.IsNamed(Collections, "IReadOnlyDictionary", 2)
            && item is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_String }] } => "ReadStringMaps",
        _ => null,
    };

    private static bool IsJsonElement(ITypeSymbol type) => type.IsNamed("System.Text.Json", "JsonElement");
}
