namespace CloudStack.Client.CodeGen;

/// <summary>The environment that the tool runs in.</summary>
internal sealed record ToolHost
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Sends the requests to a server.</summary>
    public required HttpMessageHandler Http { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The folder that contains <c>.cmk/config</c>.</summary>
    public string HomeFolder { get; init; } = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
}
