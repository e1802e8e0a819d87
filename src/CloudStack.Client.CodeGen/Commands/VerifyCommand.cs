using System.CommandLine;
using System.Globalization;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Server;
using CloudStack.Client.CodeGen.Verification;

namespace CloudStack.Client.CodeGen.Commands;

/// <summary><c>verify</c>: compares a server with a catalog.</summary>
internal static class VerifyCommand
{
    public static Command Create(ToolHost host)
    {
        VerifyOptions defaults = new();
        ServerOptions server = new();
        Option<FileInfo?> catalog = new("--catalog", "-c") { Description = "The catalog to use; by default the built-in one of CloudStack 4.23." };
        Option<int> pages = Positive("--pages", "The number of pages to read of a long list.", defaults.Pages);
        Option<int> requests = Positive("--max-requests", "The number of requests after which no further command is called.", defaults.MostRequests);
        Option<int> minutes = Positive("--max-minutes", "The number of minutes after which no further command is called.", (int)defaults.Limit.TotalMinutes);
        Command command = new("verify", "Calls every read command of a server that requires no parameters, and reports the differences from the catalog. Exit code 0: no differences, 1: differences, 2: the check failed or did not finish.")
        {
            catalog, pages, requests, minutes,
        };
        server.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(
            host,
            server.Resolve(result, host),
            result.GetValue(catalog),
            new VerifyOptions { Pages = result.GetValue(pages), MostRequests = result.GetValue(requests), Limit = TimeSpan.FromMinutes(result.GetValue(minutes)) },
            cancellationToken));
        return command;
    }

    private static Option<int> Positive(string name, string description, int value)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } text }] && !(int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number > 0))
            {
                result.AddError($"{name} must be a positive integer.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(ToolHost host, ServerAddress address, FileInfo? file, VerifyOptions options, CancellationToken cancellationToken)
    {
        ApiCatalog catalog = file is null ? CatalogFile.LoadBuiltIn() : CatalogFile.Load(file.FullName);
        using ServerConnection connection = new(address, host.Http, host.Time);
        VerifyReport report = await new Verifier(catalog, connection, options, host.Time).RunAsync(cancellationToken).ConfigureAwait(false);
        await host.Output.WriteAsync(ReportText.Write(report)).ConfigureAwait(false);
        return report.Differences.Count > 0 ? ExitCodes.Differences
            : report.IsComplete ? ExitCodes.Done
            : ExitCodes.Failed;
    }
}
