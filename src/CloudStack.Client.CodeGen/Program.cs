using System.CommandLine;
using CloudStack.Client.CodeGen;
using CloudStack.Client.CodeGen.Commands;

RootCommand root = new("Declarations for CloudStack.Client from the catalog of the API or from a live server.")
{
    GenerateCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ToolException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
