using System.Text.RegularExpressions;

namespace CloudStack.Client.Tests.Layers;

/// <summary>A hand-written source of the SDK.</summary>
/// <param name="Folder">Its folder relative to the project's, with slashes; empty for the project's folder itself.</param>
/// <param name="TypeName">The file name up to its first dot: that of the type in it.</param>
internal sealed partial record SourceFile(string Folder, string TypeName, string Text)
{
    public string Namespace => NamespaceLine().Match(Text).Groups[1].Value;

    public int Lines => Text.AsSpan().Count('\n') + (Text.Length == 0 || Text.EndsWith('\n') ? 0 : 1);

    /// <summary>The full names of the types that may have more parts in other files.</summary>
    public IEnumerable<string> PartialTypes => PartialDeclaration().Matches(Text).Select(match => $"{Namespace}.{match.Groups[1].Value}{match.Groups[2].Value}");

    /// <summary>All sources below a folder except those written by tools.</summary>
    public static IReadOnlyList<SourceFile> Below(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: path, Relative: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => file.Relative.Split('/')[0] is not ("Generated" or "obj" or "bin"))
            .Select(file => new SourceFile(
                file.Relative.LastIndexOf('/') is var end and >= 0 ? file.Relative[..end] : "",
                Path.GetFileName(file.Path).Split('.')[0],
                File.ReadAllText(file.Path))),
    ];

    public override string ToString() => Folder.Length == 0 ? TypeName : $"{Folder}/{TypeName}";

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    // The type parameters belong to the name: a generic type and its non-generic twin are two types.
    [GeneratedRegex(@"^[ ]*(?:[a-z]+ )*partial (?:(?:class|struct|interface|record) )+(\w+)(<[^>]*>)?", RegexOptions.Multiline)]
    private static partial Regex PartialDeclaration();
}
