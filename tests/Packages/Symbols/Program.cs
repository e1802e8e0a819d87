using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

// Checks all packages of a folder: each of our assemblies has its symbols in a package, the symbols contain only source paths
// relative to the repository, and nothing contains the folder of the repository on this machine.
string packages = args[0], repository = args[1];
Dictionary<string, Guid> assemblies = [], symbols = [];
List<string> problems = [];

foreach (string package in Directory.GetFiles(packages, "*.*nupkg"))
{
    using ZipArchive archive = ZipFile.OpenRead(package);
    foreach (ZipArchiveEntry entry in archive.Entries)
    {
        using MemoryStream content = new();
        using (Stream stream = entry.Open())
        {
            stream.CopyTo(content);
        }

        string place = $"{Path.GetFileName(package)}: {entry.FullName}";
        if (new[] { Encoding.UTF8, Encoding.Unicode }.Any(encoding => content.ToArray().AsSpan().IndexOf(encoding.GetBytes(repository)) >= 0))
        {
            problems.Add($"{place} names {repository}");
        }

        content.Position = 0;
        if (entry.Name.EndsWith(".pdb", StringComparison.Ordinal))
        {
            ReadSymbols(place, entry.FullName, content);
        }
        else if (entry.Name.StartsWith("cloudstack", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".dll", StringComparison.Ordinal))
        {
            ReadAssembly(place, entry.FullName, content);
        }
    }
}

// The generator runs inside a compiler, where nobody debugs it.
foreach ((string path, Guid id) in assemblies.Where(assembly => !assembly.Key.StartsWith("analyzers/", StringComparison.Ordinal)))
{
    if (symbols.GetValueOrDefault(Path.ChangeExtension(path, ".pdb")) != id)
    {
        problems.Add($"{path} has no matching symbols");
    }
}

problems.ForEach(Console.WriteLine);
Console.WriteLine($"{assemblies.Count} assemblies, {symbols.Count} files of symbols, {problems.Count} problems");
return assemblies.Count > 0 && problems.Count == 0 ? 0 : 1;

void ReadSymbols(string place, string path, Stream content)
{
    using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(content);
    MetadataReader reader = provider.GetMetadataReader();
    string[] sources = [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    problems.AddRange(sources.Where(source => !source.StartsWith("/_/src/", StringComparison.Ordinal)).Select(source => $"{place} names {source}"));
    symbols[path] = new BlobContentId(reader.DebugMetadataHeader!.Id).Guid;
}

void ReadAssembly(string place, string path, Stream content)
{
    using PEReader reader = new(content);
    DebugDirectoryEntry entry = reader.ReadDebugDirectory().First(item => item.Type == DebugDirectoryEntryType.CodeView);
    CodeViewDebugDirectoryData data = reader.ReadCodeViewDebugDirectoryData(entry);
    if (!data.Path.StartsWith("/_/src/", StringComparison.Ordinal))
    {
        problems.Add($"{place} names {data.Path}");
    }

    assemblies[path] = data.Guid;
}
