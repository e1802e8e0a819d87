using System.Collections.Immutable;
using CloudStack.Client.SourceGenerator.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>A run of the generators on source texts, and its output.</summary>
internal sealed class GeneratorRun
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using CloudStack.Client;
        using Refit;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ICommandClient).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Refit.GetAttribute).Assembly.Location),
    ];

    private GeneratorRun(Setting setting, Compilation compilation, GeneratorDriver driver)
    {
        Setting = setting;
        Driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        Input = compilation;
        Output = output;
    }

    public Setting Setting { get; }

    public Compilation Input { get; }

    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    /// <summary>What our generator did.</summary>
    public GeneratorRunResult Result => Driver.GetRunResult().Results[0];

    /// <summary>The diagnostics of our generator.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>
    /// What the compiler reports for declarations and generated code together, and Refit's generator for the declarations, except
    /// hints, and missing comments on the declarations of these tests.
    /// </summary>
    public IReadOnlyList<Diagnostic> CompilerComplaints =>
        [.. Driver.GetRunResult().Results.Skip(1).SelectMany(static result => result.Diagnostics).Concat(Output.GetDiagnostics()).Where(diagnostic =>
            diagnostic.Severity > DiagnosticSeverity.Info && !(diagnostic.Id == "CS1591" && Input.SyntaxTrees.Contains(diagnostic.Location.SourceTree)))];

    /// <summary>The files that our generator has written for declarations, without the one that every project gets.</summary>
    public IReadOnlyList<GeneratedSourceResult> Files =>
        [.. Result.GeneratedSources.Where(static source => source.HintName != Emitting.QueryAdapterText.HintName)];

    public static GeneratorRun Of(params string[] sources) => Of(Setting.Alone, sources);

    public static GeneratorRun Of(Setting setting, params string[] sources)
    {
        var compilation = CSharpCompilation.Create(
            setting.AssemblyName,
            sources.Select((source, index) => Parse(source, $"File{index}.cs", setting)),
            [.. References, .. setting.References],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: setting.Nullable));
        IIncrementalGenerator[] generators = setting.WithRefit ? [new CloudStackGenerator(), RefitGenerator.Create()] : [new CloudStackGenerator()];
        return new GeneratorRun(setting, compilation, CSharpGeneratorDriver.Create(
            generators.Select(static generator => generator.AsSourceGenerator()),
            parseOptions: setting.Parsing,
            optionsProvider: new BuildProperties(setting.AssemblyName),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)));
    }

    /// <summary>Runs the same driver on a changed project.</summary>
    public GeneratorRun Again(Func<Compilation, Compilation> change) => new(Setting, change(Input), Driver);

    public static SyntaxTree Parse(string source, string path, Setting? setting = null) =>
        CSharpSyntaxTree.ParseText(Usings + "\n" + source, (setting ?? Setting.Alone).Parsing, path);

    /// <summary>The diagnostics of our generator and our analyzers, in order of location.</summary>
    public async Task<IReadOnlyList<Diagnostic>> FindingsAsync()
    {
        ImmutableArray<Diagnostic> analyzed = await Output
            .WithAnalyzers([new CommandInterfaceAnalyzer(), new ImplementationAnalyzer(), new DroppedHandleAnalyzer(), new PollingCopyAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();
        return [.. Diagnostics.Concat(analyzed).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>The text of one generated file, by the end of its name.</summary>
    public string Source(string end) =>
        Result.GeneratedSources.Single(source => source.HintName.EndsWith(end, StringComparison.Ordinal)).SourceText.ToString();
}
