using System.CommandLine;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Commands;

/// <summary><c>generate</c>: generates declarations from a catalog.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        Option<FileInfo?> catalog = new("--catalog", "-c") { Description = "The catalog to use; by default the built-in one of CloudStack 4.23." };
        Option<DirectoryInfo> output = new("--out", "-o") { Description = "The folder to write; generated files in it that are no longer wanted are deleted.", Required = true };
        Option<string[]> groups = new("--group", "-g") { Description = "Generates only this group; can be repeated." };
        Option<string[]> commands = new("--command") { Description = "Generates only this command; can be repeated." };
        Option<string?> space = new("--namespace", "-n") { Description = "Declares everything in this namespace, for your own assembly; without it, the SDK itself is generated." };
        Option<bool> onlyNew = new("--only-new") { Description = "Leaves out what the SDK already declares." };
        Command command = new("generate", "Writes interfaces, requests and models for the commands of a catalog.") { catalog, output, groups, commands, space, onlyNew };
        command.SetAction(result => Run(
            result,
            result.GetValue(catalog),
            result.GetValue(output)!,
            new GenerationOptions
            {
                Namespace = result.GetValue(space),
                Groups = result.GetValue(groups) ?? [],
                Commands = result.GetValue(commands) ?? [],
                OnlyNew = result.GetValue(onlyNew),
            }));
        return command;
    }

    private static int Run(ParseResult result, FileInfo? file, DirectoryInfo output, GenerationOptions options)
    {
        if (options is { OnlyNew: true, Namespace: null })
        {
            throw new ToolException("--only-new leaves out what the SDK declares, so it requires --namespace, the namespace of your own declarations.");
        }

        ApiCatalog catalog = file is null ? CatalogFile.LoadBuiltIn() : CatalogFile.Load(file.FullName);
        GenerationPlan plan = new(catalog, options with { Sdk = options.Namespace is null ? null : CatalogFile.LoadBuiltIn() }, NameOverrides.LoadBuiltIn());
        OutputChanges changes = OutputFolder.Write(output.FullName, GeneratedTree.Write(plan));
        result.InvocationConfiguration.Output.WriteLine(
            $"{plan.Commands.Count} commands in {plan.Groups.Count()} groups, {plan.Models.Count} models: {changes.Files} files, {changes.Written} written, {changes.Deleted} deleted.");
        return 0;
    }
}
