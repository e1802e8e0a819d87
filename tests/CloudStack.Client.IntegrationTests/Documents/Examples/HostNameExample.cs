// README: host name
using CloudStack.Client.Models;
using Microsoft.Extensions.Hosting;
using Host = Microsoft.Extensions.Hosting.Host;                // without it: CS0104, 'Host' is an ambiguous reference
// README: end

namespace Reader.HostName;

/// <summary>A program that imports the models and the generic host, which both have a class named Host.</summary>
internal static class HostNameExample
{
    public static (HostApplicationBuilder ByAlias, HostApplicationBuilder ByConstructor, Zone Model) Build(string[] args) =>
        (Host.CreateApplicationBuilder(args), new HostApplicationBuilder(args), new Zone());
}
