using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>How a project of a test is compiled.</summary>
internal sealed record Setting
{
    /// <summary>A project that has only our generator, to check its output alone.</summary>
    public static Setting Alone { get; } = new() { WithRefit = false };

    /// <summary>A project like those of users: both generators run.</summary>
    public static Setting Both { get; } = new() { WithRefit = true };

    public required bool WithRefit { get; init; }

    public string AssemblyName { get; init; } = "Declarations";

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>The projects that this one references, in addition to the SDK.</summary>
    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    public CSharpParseOptions Parsing => new CSharpParseOptions(Language, DocumentationMode.Diagnose)
        .WithPreprocessorSymbols("NET", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET7_0_OR_GREATER", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER");
}
