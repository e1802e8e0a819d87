using System.CommandLine;
using System.Globalization;
using System.Text;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Merging;
using CloudStack.Client.CodeGen.Naming;
using CloudStack.Client.CodeGen.Server;

namespace CloudStack.Client.CodeGen.Commands;

/// <summary><c>fetch</c>: writes a server's description of itself as a catalog.</summary>
internal static class FetchCommand
{
    private const int MostNames = 20;

    public static Command Create(ToolHost host)
    {
        ServerOptions server = new();
        Option<FileInfo?> file = new("--file", "-f") { Description = "A saved response of listApis to use instead of a server." };
        Option<FileInfo> output = new("--out", "-o") { Description = "The catalog to write, for generate --catalog.", Required = true };
        Option<bool> keepMissing = new("--keep-missing") { Description = "Keeps the built-in catalog's commands and parameters that the server does not report." };
        Command command = new("fetch", "Writes a catalog of a live server: its own listApis merged into the built-in catalog.") { file, output, keepMissing };
        server.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(result, host, server, result.GetValue(file), result.GetValue(output)!, result.GetValue(keepMissing), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult result, ToolHost host, ServerOptions server, FileInfo? file, FileInfo output, bool keepMissing, CancellationToken cancellationToken)
    {
        if (file is not null && server.IsGiven(result))
        {
            throw new ToolException("--file replaces a server; omit --endpoint and --profile.");
        }

        ServerDescription description = file is not null
            ? new ServerDescription(null, ApiList.Load(file.FullName))
            : await FromServerAsync(server.Resolve(result, host), host, cancellationToken).ConfigureAwait(false);
        MergeOutcome outcome = CatalogMerge.Merge(
            CatalogFile.LoadBuiltIn(),
            description.Apis,
            description.Version is { } version ? JsonValues.Plain(version) : null,
            keepMissing,
            NameOverrides.LoadBuiltIn());
        Save(output.FullName, CatalogFile.Write(outcome.Catalog));
        await host.Output.WriteLineAsync(Summary(outcome, description.Apis.Count, keepMissing)).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static async Task<ServerDescription> FromServerAsync(ServerAddress address, ToolHost host, CancellationToken cancellationToken)
    {
        using ServerConnection connection = new(address, host.Http, host.Time);
        return await ServerDescription.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private static string Summary(MergeOutcome outcome, int shown, bool keepMissing)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{shown} commands, {outcome.NewCommands.Count} of them new. New in known commands: {outcome.NewParameters} parameters, {outcome.NewFields} fields. New response classes: {outcome.NewClasses}.");
        if (outcome.NewCommands.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nNew commands: {string.Join(", ", outcome.NewCommands.Take(MostNames))}{(outcome.NewCommands.Count > MostNames ? ", …" : "")}");
        }

        if (outcome.MissingCommands.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{outcome.MissingCommands.Count} commands of the built-in catalog are not offered to this account: {(keepMissing ? "kept" : "left out; use --keep-missing to keep them")}.");
        }

        return text.ToString();
    }

    private static void Save(string path, string text)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path} cannot be written: {e.Message}");
        }
    }
}
