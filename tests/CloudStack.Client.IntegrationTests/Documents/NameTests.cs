using System.Reflection;
using System.Text.RegularExpressions;
using CloudStack.Client.RabbitMq;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>Names in the running text of the documents are names in the libraries.</summary>
internal sealed partial class NameTests
{
    // Names from .NET beyond its core, headers and the documents' own examples, prefixes and suffixes of names, and values of the
    // API.
    private static readonly string[] NamesOfOthers =
    [
        "AddHttpMessageHandler", "AddStandardResilienceHandler", "Agent", "Async", "Completed", "ConfigureHttpClientDefaults", "Created", "DefaultRequestHeaders", "FromKeyedServices", "Host", "HostApplicationBuilder", "Hosting", "HttpClient", "HttpClientHandler",
        "IHttpClientFactory", "IRacksApi", "IVolumesApi", "JsonElement", "MapHealthChecks", "Model", "PackageValidationBaselineVersion", "Rack", "Received", "Request", "AddRefitClient", "RemoveAllResilienceHandlers", "SocketsHttpHandler", "UseSocketsHttpHandler", "WillSetStateTo", "WinHttpHandler", "WireMockServer", "WithBody",
    ];

    private static readonly HashSet<string> Known =
    [
        .. NamesOfOthers,
        .. Names(typeof(CloudStackClient)),
        .. Names(typeof(SimulatorEngine)),
        .. Names(typeof(RabbitMqCompletionSource)),
        .. Names(typeof(Refit.RestService)),
        .. typeof(object).Assembly.GetExportedTypes().Select(type => type.Name.Split('`')[0]),
        .. Directory.GetDirectories(Path.Combine(Document.Repository, "src", "CloudStack.Client")).Select(folder => Path.GetFileName(folder)),
    ];

    private static IEnumerable<string> Paths => Document.AllPaths().Where(path => path == "README.md" || path.StartsWith("src/", StringComparison.Ordinal));

    // The page about the internals names types that aren't public.
    private static readonly string[] Inside =
    [
        .. typeof(CloudStackClient).Assembly.GetTypes().Select(type => type.Name.Split('`')[0]),
        .. Directory.GetDirectories(Path.Combine(Document.Repository, "tests", "CloudStack.Client.Tests")).Select(folder => Path.GetFileName(folder)),
    ];

    [TestCaseSource(nameof(Paths))]
    public void Every_name_in_the_text_exists(string path)
    {
        string text = Ours(Document.Read(path));
        IEnumerable<string> names = Code().Matches(text)
            .Select(match => match.Groups[1].Value)
            .Where(code => !NoName().IsMatch(code))
            .SelectMany(code => Name().Matches(code).Select(match => match.Value))
            .Distinct();

        Assert.That(names.Where(name => !Known.Contains(name) && !(path.EndsWith("/architecture.md", StringComparison.Ordinal) && Inside.Contains(name))), Is.Empty);
    }

    /// <summary>The text without code blocks, and without statements about other clients: in their tables, the last column is ours.</summary>
    private static string Ours(Document document) =>
        document.Path.EndsWith("/other-clients.md", StringComparison.Ordinal) || document.Path.EndsWith("/migrating.md", StringComparison.Ordinal)
            ? string.Join('\n', document.TextWithoutBlocks.Split('\n').Select(line => line.StartsWith('|') ? line.TrimEnd('|', ' ').Split('|')[^1] : line))
            : document.TextWithoutBlocks;

    private static IEnumerable<string> Names(Type type) => type.Assembly.GetExportedTypes()
        .SelectMany(exported => exported.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(member => member.Name)
            .Concat(exported.Namespace!.Split('.'))
            .Append(exported.Name.Split('`')[0])
            // Attributes are written without their suffix.
            .Append(exported.Name.EndsWith("Attribute", StringComparison.Ordinal) ? exported.Name[..^"Attribute".Length] : exported.Name));

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    /// <summary>Paths, commands of a shell, and texts that a server sends.</summary>
    [GeneratedRegex(@"/|^dotnet |^-|^\{|\.cs$|\.csproj$|^<|^X-|^[\w-]+\.[\w-]+\.[\w-]+$")]
    private static partial Regex NoName();

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*\b")]
    private static partial Regex Name();
}
