using System.CommandLine;

namespace CloudStack.Client.CodeGen.Commands;

/// <summary>The command line.</summary>
internal static class Tool
{
    public static RootCommand CreateRoot(ToolHost host) =>
        new("Generates declarations for CloudStack.Client from the catalog of the API or from a live server, and verifies a server against them.")
        {
            GenerateCommand.Create(),
            FetchCommand.Create(host),
            VerifyCommand.Create(host),
        };

    public static async Task<int> RunAsync(string[] args, ToolHost host, CancellationToken cancellationToken = default)
    {
        ParseResult parsed = CreateRoot(host).Parse(args);
        try
        {
            int code = await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = host.Output, Error = host.Error },
                cancellationToken).ConfigureAwait(false);

            // An error in the command line must not look like a difference.
            return parsed.Errors.Count > 0 ? ExitCodes.Failed : code;
        }
        catch (ToolException e)
        {
            await host.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await host.Error.WriteLineAsync("Canceled.").ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }
}
