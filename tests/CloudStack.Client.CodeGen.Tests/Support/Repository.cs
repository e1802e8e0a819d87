namespace CloudStack.Client.CodeGen.Tests.Support;

/// <summary>Folders of the repository, found from where the tests run: deterministic builds don't know their folder.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(folder => File.Exists(Path.Combine(folder, "CloudStack.Client.sln")))
        ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");

    public static string Folder(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>A recorded file beside the repository; null in a fresh clone.</summary>
    public static string? Recording(string name) =>
        Find(folder => File.Exists(Path.Combine(folder, "shared", "recordings", name))) is { } folder
            ? Path.Combine(folder, "shared", "recordings", name)
            : null;

    private static string? Find(Predicate<string> isIt)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (isIt(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
