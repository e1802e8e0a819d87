using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.SourceGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.CodeGen.Tests.Support;

/// <summary>Compiles generated declarations like a user's project that references the SDK, without implicit usings.</summary>
internal static class UserAssembly
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ICloudStackClient).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Refit.GetAttribute).Assembly.Location),
    ];

    /// <summary>What the compiler and the source generator report, except hints; and the compiled types.</summary>
    public static (IReadOnlyList<string> Complaints, Compilation Output) Compile(IEnumerable<GeneratedFile> files)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Acme.Cloud",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new CloudStackGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var diagnostics);
        return ([.. diagnostics.Concat(output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info).Select(diagnostic => diagnostic.ToString())], output);
    }
}
