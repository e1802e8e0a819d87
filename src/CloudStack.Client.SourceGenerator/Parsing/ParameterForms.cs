using System;
using System.Collections.Generic;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Decides how the properties of requests and records are written.</summary>
internal static class ParameterForms
{
    private const string Collections = "System.Collections.Generic";

    private static readonly string[] Styles = ["Names", "NamesFirst", "KeyValue", "Records"];

    /// <summary>The form of a request's property; null, with a diagnostic, if it has none.</summary>
    public static ParameterShape? Parse(IPropertySymbol property, string name, DiagnosticBag diagnostics)
    {
        ParameterShape draft = new(name, property.SafeName(), ParameterForm.Value, property.ClientAttribute("SensitiveAttribute") is not null);
        return (Scalar(property.Type, draft) ?? Map(property.Type, draft) ?? List(property.Type, draft) ?? Records(property.Type, draft, diagnostics)) is { } shape
            ? Styled(property, AsId(property, shape), diagnostics)
            : Unsupported(property, diagnostics);
    }

    /// <summary>Whether a parameter of a method can be sent: a value, or a list of values.</summary>
    public static bool IsPlain(ITypeSymbol type) =>
        Scalar(type, new ParameterShape("", "", ParameterForm.Value, IsSensitive: false)) is not null || IsList(type);

    /// <summary>Whether a type is a list of strings or numbers.</summary>
    public static bool IsList(ITypeSymbol type) => List(type, new ParameterShape("", "", ParameterForm.Value, IsSensitive: false)) is not null;

    /// <summary>The form of a record's property; null, with a diagnostic, if it has none.</summary>
    private static ParameterShape? ParseEntry(IPropertySymbol property, string name, DiagnosticBag diagnostics)
    {
        ParameterShape draft = new(name, property.SafeName(), ParameterForm.Value, property.ClientAttribute("SensitiveAttribute") is not null);
        return (Scalar(property.Type, draft) ?? Map(property.Type, draft) ?? TextList(property.Type, draft)) is { } shape
            ? Styled(property, shape, diagnostics, isEntry: true)
            : Unsupported(property, diagnostics);
    }

    /// <summary>Treats strings with a name such as <c>ZoneId</c> or <c>NetworkIds</c>, or with the attribute, as ids.</summary>
    private static ParameterShape AsId(IPropertySymbol property, ParameterShape shape)
    {
        ITypeSymbol type = shape.Form == ParameterForm.List ? Items(property.Type, out _)! : property.Type;
        bool isId = type.SpecialType == SpecialType.System_String
            && (property.Name.EndsWith("Id", StringComparison.Ordinal)
                || property.Name.EndsWith("Ids", StringComparison.Ordinal)
                || property.ClientAttribute("EntityIdAttribute") is not null);
        return (isId, shape.Form) switch
        {
            (true, ParameterForm.Value) => shape with { Form = ParameterForm.Id },
            (true, ParameterForm.List) => shape with { Form = ParameterForm.IdList },
            _ => shape,
        };
    }

    private static ParameterShape? Unsupported(IPropertySymbol property, DiagnosticBag diagnostics)
    {
        if (property.Type.TypeKind != TypeKind.Error)
        {
            diagnostics.Report(Rules.UnsupportedRequestProperty, property, property.ToDisplayString(), property.Type.ToDisplayString());
        }

        return null;
    }

    private static ParameterShape? Scalar(ITypeSymbol type, ParameterShape draft)
    {
        ITypeSymbol underlying = type.Underlying();
        return underlying.SpecialType switch
        {
            SpecialType.System_Boolean => draft with { Form = ParameterForm.Flag },
            SpecialType.System_String => draft,
            SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 => draft,
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => draft,
            _ => underlying.IsNamed("System", "DateTimeOffset") || underlying.IsNamed("System", "Guid") ? draft : null,
        };
    }

    private static ParameterShape? Map(ITypeSymbol type, ParameterShape draft)
    {
        if (type.Implementation(Collections, "IReadOnlyDictionary", 2) is { } map && IsTextMap(map) && type.IsReferenceType)
        {
            return draft with { Form = ParameterForm.Map };
        }

        return type.IsNamed(Collections, "IDictionary", 2) && IsTextMap((INamedTypeSymbol)type)
            ? draft with { Form = ParameterForm.Map, Copy = "new global::System.Collections.Generic.Dictionary<string, string>({0})" }
            : null;
    }

    private static ParameterShape? List(ITypeSymbol type, ParameterShape draft) =>
        Items(type, out string? copy) is { } item && (item.SpecialType == SpecialType.System_String || IsListedNumber(item))
            ? draft with { Form = ParameterForm.List, Copy = copy }
            : null;

    private static ParameterShape? TextList(ITypeSymbol type, ParameterShape draft) =>
        Items(type, out string? copy) is { SpecialType: SpecialType.System_String } ? draft with { Form = ParameterForm.List, Copy = copy } : null;

    private static ParameterShape? Records(ITypeSymbol type, ParameterShape draft, DiagnosticBag diagnostics)
    {
        if (Items(type, out string? copy) is not { } item)
        {
            return null;
        }

        if (item.IsNamed(Collections, "IReadOnlyDictionary", 2) && IsTextMap((INamedTypeSymbol)item))
        {
            return draft with { Form = ParameterForm.OpenRecords, Copy = copy };
        }

        if (item is not INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } record
            || record.Implementation(Collections, "IEnumerable", 1) is not null)
        {
            return null;
        }

        List<ParameterShape> entries = [];
        WireNames names = new(StringComparer.Ordinal, diagnostics);
        bool isRecord = false;
        foreach (IPropertySymbol property in PropertyWalk.Of(record.SelfAndBases()))
        {
            if (property.GetMethod is not { DeclaredAccessibility: Accessibility.Public })
            {
                continue;
            }

            isRecord = true;
            if (names.Take(property) is { } name && ParseEntry(property, name, diagnostics) is { } entry)
            {
                entries.Add(entry with { IsSensitive = entry.IsSensitive || draft.IsSensitive });
            }
        }

        entries.Sort(static (left, right) => string.CompareOrdinal(left.WireName, right.WireName));
        return isRecord
            ? draft with { Form = ParameterForm.Records, Copy = copy, RecordType = record.FullNameNotNull(), Entries = EquatableArray.From(entries) }
            : null;
    }

    private static ParameterShape? Styled(IPropertySymbol property, ParameterShape shape, DiagnosticBag diagnostics, bool isEntry = false)
    {
        if (property.ClientAttribute("MapStyleAttribute") is not { } attribute)
        {
            return shape;
        }

        string style = attribute.FirstArgument() is int value && value >= 0 && value < Styles.Length ? Styles[value] : "?";
        bool fits = !isEntry && shape.Form switch
        {
            ParameterForm.Map => style is "Names" or "NamesFirst" or "KeyValue",
            ParameterForm.Records or ParameterForm.OpenRecords => style == "Records",
            _ => false,
        };
        if (!fits)
        {
            diagnostics.Report(Rules.MapStyleMismatch, property, property.ToDisplayString(), style);
            return null;
        }

        return shape.Form == ParameterForm.Map && style != "Names" ? shape with { Style = style } : shape;
    }

    /// <summary>The type of a list's items, and how to convert the list to an <c>IReadOnlyList</c> if it isn't one.</summary>
    private static ITypeSymbol? Items(ITypeSymbol type, out string? copy)
    {
        copy = null;
        if (type.SpecialType == SpecialType.System_String || !type.IsReferenceType)
        {
            return null;
        }

        if (type.Implementation(Collections, "IReadOnlyList", 1) is { } list)
        {
            return list.TypeArguments[0];
        }

        copy = "global::System.Linq.Enumerable.ToArray({0})";
        return type.Implementation(Collections, "IEnumerable", 1)?.TypeArguments[0];
    }

    private static bool IsListedNumber(ITypeSymbol item) =>
        item.SpecialType is SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal
        || item.IsNamed("System", "Guid");

    private static bool IsTextMap(INamedTypeSymbol map) =>
        map.TypeArguments[0].SpecialType == SpecialType.System_String && map.TypeArguments[1].SpecialType == SpecialType.System_String;
}
