using CloudStack.Client.CodeGen.Commands;
using CloudStack.Simulator;

namespace CloudStack.Client.CodeGen.Tests.Support;

/// <summary>A run of the tool, in-process, against a simulated server.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Error">The standard error output.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs without a server: every request fails.</summary>
    public static Task<ToolRun> OfAsync(params string[] args) => OfAsync(new NoNetwork(), TimeProvider.System, static _ => null, "/nowhere", args);

    /// <summary>Runs with the keys of a simulated server in the environment.</summary>
    public static Task<ToolRun> AgainstAsync(SimulatorEngine engine, params string[] args) => AgainstAsync(engine, engine.Admin, args);

    public static Task<ToolRun> AgainstAsync(SimulatorEngine engine, SimulatorUser user, params string[] args) =>
        OfAsync(new SimulatorHandler(engine), engine.Clock, Variables(user), "/nowhere", args);

    public static async Task<ToolRun> OfAsync(HttpMessageHandler http, TimeProvider time, Func<string, string?> environment, string home, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int code = await Tool.RunAsync(args, new ToolHost { Output = output, Error = error, Http = http, Time = time, Environment = environment, HomeFolder = home });
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    public static Func<string, string?> Variables(SimulatorUser user) => name => name switch
    {
        "CLOUDSTACK_ENDPOINT" => SimulatorHandler.Endpoint.ToString(),
        "CLOUDSTACK_API_KEY" => user.ApiKey,
        "CLOUDSTACK_SECRET_KEY" => user.SecretKey,
        _ => null,
    };

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new AssertionException("Nothing should have been sent.");
    }
}
