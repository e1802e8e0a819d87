namespace CloudStack.Client.CodeGen;

/// <summary>What the tool takes from its surroundings.</summary>
internal sealed record ToolHost
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Sends the requests to a server.</summary>
    public required HttpMessageHandler Http { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The folder that holds <c>.cmk/config</c>.</summary>
    public string HomeFolder { get; init; } = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
}
