using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>Source texts put through the generator, and what came out.</summary>
internal sealed class GeneratorRun
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using CloudStack.Client;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ICommandClient).Assembly.Location),
    ];

    private GeneratorRun(Compilation compilation, GeneratorDriver driver)
    {
        Driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        Input = compilation;
        Output = output;
    }

    public Compilation Input { get; }

    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results[0];

    public IReadOnlyList<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>
    /// What the compiler says to declarations and generated code together, hints aside, and missing comments on the
    /// declarations of these tests.
    /// </summary>
    public IReadOnlyList<Diagnostic> CompilerComplaints =>
        [.. Output.GetDiagnostics().Where(diagnostic =>
            diagnostic.Severity > DiagnosticSeverity.Info && !(diagnostic.Id == "CS1591" && Input.SyntaxTrees.Contains(diagnostic.Location.SourceTree)))];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    public static GeneratorRun Of(params string[] sources) => Of(NullableContextOptions.Enable, sources);

    public static GeneratorRun Of(NullableContextOptions nullable, params string[] sources)
    {
        var compilation = CSharpCompilation.Create(
            "Declarations",
            sources.Select(static (source, index) => Parse(source, $"File{index}.cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable));
        return new GeneratorRun(compilation, CSharpGeneratorDriver.Create(
            [new CloudStackGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)));
    }

    /// <summary>Runs the same driver on a changed project.</summary>
    public GeneratorRun Again(Func<Compilation, Compilation> change) => new(change(Input), Driver);

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(Usings + "\n" + source, ParseOptions, path);

    /// <summary>The text of one generated file, by the end of its name.</summary>
    public string Source(string end) =>
        Result.GeneratedSources.Single(source => source.HintName.EndsWith(end, StringComparison.Ordinal)).SourceText.ToString();
}
