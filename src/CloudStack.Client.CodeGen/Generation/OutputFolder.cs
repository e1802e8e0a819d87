using System.Text;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Updates a folder to match a tree: writes new and changed files, and deletes those that are no longer in the tree.</summary>
internal static class OutputFolder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files that differ. Deletes only files that this tool has written: other generators use the same ending.</summary>
    /// <exception cref="ToolException">The folder cannot be written.</exception>
    public static OutputChanges Write(string folder, IReadOnlyList<GeneratedFile> files)
    {
        try
        {
            Directory.CreateDirectory(folder);
            HashSet<string> wanted = new(StringComparer.Ordinal);
            int written = 0;
            foreach (GeneratedFile file in files)
            {
                string path = Path.GetFullPath(Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar)));
                if (!wanted.Add(path))
                {
                    throw new InvalidOperationException($"{file.Path} would be written twice.");
                }

                byte[] content = Utf8.GetBytes(file.Text);
                if (!File.Exists(path) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllBytes(path, content);
                    written++;
                }
            }

            int deleted = 0;
            foreach (string path in Directory.EnumerateFiles(folder, "*.g.cs", SearchOption.AllDirectories)
                .Where(path => !wanted.Contains(Path.GetFullPath(path)) && File.ReadLines(path).FirstOrDefault()?.StartsWith(CodeText.Beginning, StringComparison.Ordinal) == true))
            {
                File.Delete(path);
                deleted++;
            }

            return new OutputChanges(files.Count, written, deleted);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{folder} cannot be written: {e.Message}");
        }
    }
}
