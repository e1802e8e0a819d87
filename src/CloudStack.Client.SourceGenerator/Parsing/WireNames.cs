using System;
using System.Collections.Generic;
using System.Text;
using CloudStack.Client.SourceGenerator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Assigns wire names to the properties of one class, each name once.</summary>
internal sealed class WireNames(StringComparer comparer, DiagnosticBag diagnostics)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, ISymbol> _taken = new(comparer);

    /// <summary>The wire name of a property; null, with a diagnostic, if the name is invalid or already in use.</summary>
    public string? Take(IPropertySymbol property)
    {
        // Lowercase as on the server: the current culture must not turn ID into a name with a dotless i.
        string name = property.ClientAttribute("WireNameAttribute") is { } attribute
            ? attribute.FirstArgument() as string ?? ""
            : property.Name.ToLowerInvariant();

        if (!IsValid(name))
        {
            diagnostics.Report(Rules.InvalidWireName, property, property.ToDisplayString());
            return null;
        }

        if (_taken.TryGetValue(name, out ISymbol other))
        {
            diagnostics.Report(Rules.DuplicateWireName, property, property.ToDisplayString(), other.ToDisplayString(), name);
            return null;
        }

        _taken.Add(name, property);
        return name;
    }

    private static bool IsValid(string name)
    {
        try
        {
            return StrictUtf8.GetByteCount(name) is >= 1 and <= 127;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
