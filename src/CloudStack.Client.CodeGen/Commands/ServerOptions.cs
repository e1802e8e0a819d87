using System.CommandLine;
using CloudStack.Client.CodeGen.Server;

namespace CloudStack.Client.CodeGen.Commands;

/// <summary>The options that specify a server. There is none for a key, because command lines are visible to other users.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _endpoint = new("--endpoint", "-e")
    {
        Description = $"The URL of the API, such as https://cloud.example/client/api; by default that of the profile, or {ServerAddress.EndpointVariable}.",
    };

    private readonly Option<string?> _profile = new("--profile", "-p")
    {
        Description = $"A CloudMonkey profile with url, apikey and secretkey; by default, the keys are read from {ServerAddress.KeyVariable} and {ServerAddress.SecretVariable}.",
    };

    private readonly Option<FileInfo?> _config = new("--config")
    {
        Description = "CloudMonkey's configuration file; by default .cmk/config in your home folder.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_endpoint);
        command.Options.Add(_profile);
        command.Options.Add(_config);
    }

    public bool IsGiven(ParseResult result) => result.GetValue(_endpoint) is not null || result.GetValue(_profile) is not null;

    /// <exception cref="ToolException">The endpoint or a key is missing, or the profile cannot be read.</exception>
    public ServerAddress Resolve(ParseResult result, ToolHost host)
    {
        string? endpoint = result.GetValue(_endpoint);
        return result.GetValue(_profile) is { } profile
            ? ServerAddress.FromProfile(endpoint, profile, result.GetValue(_config)?.FullName ?? Path.Combine(host.HomeFolder, ".cmk", "config"))
            : ServerAddress.FromEnvironment(endpoint, host.Environment);
    }
}
