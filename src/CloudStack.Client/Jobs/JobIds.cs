namespace CloudStack.Client.Jobs;

/// <summary>Creates and normalizes the ids that the client chooses for its jobs.</summary>
internal static class JobIds
{
    public static string New() => Guid.NewGuid().ToString("D");

    /// <summary>Converts an id to the only form of a UUID that servers accept: lower case with dashes.</summary>
    public static string Normalize(string? id, string name) =>
        Guid.TryParseExact(id, "D", out Guid uuid)
            ? uuid.ToString("D")
            : throw new ArgumentException($"{name} is '{id}'; it must be a UUID such as 6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44.", name);
}
