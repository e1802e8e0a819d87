using CloudStack.Client.CodeGen;
using CloudStack.Client.CodeGen.Commands;

using SocketsHttpHandler http = new()
{
    // A redirected POST would arrive as a GET without its parameters.
    AllowAutoRedirect = false,
    AutomaticDecompression = System.Net.DecompressionMethods.All,
};
return await Tool.RunAsync(args, new ToolHost { Output = Console.Out, Error = Console.Error, Http = http });
