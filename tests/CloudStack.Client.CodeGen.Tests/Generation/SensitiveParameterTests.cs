using System.Text.RegularExpressions;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Generation;

/// <summary>
/// Parameters that are marked as secrets because their names alone don't say so. The names of tags and details used to be masked as
/// well, because a key of another command is a secret.
/// </summary>
internal sealed class SensitiveParameterTests
{
    private static readonly string Declarations = string.Join("\n", Catalogs.Generate(Catalogs.BuiltIn, new()).Select(file => file.Text));

    [TestCase("addSwift", "Key", true)]
    [TestCase("addImageStoreS3", "AccessKey", true)]
    [TestCase("oauthlogin", "SecretCode", true)]
    [TestCase("updateUser", "UserApiKey", true)]
    [TestCase("listTags", "Key", false)]
    [TestCase("listResourceDetails", "Key", false)]
    [TestCase("removeResourceDetail", "Key", false)]
    [TestCase("createFirewallRule", "IcmpCode", false)]
    public void Only_secrets_are_marked(string command, string property, bool isSecret)
    {
        string request = Declarations[Declarations.IndexOf($"[Command(\"{command}\"", StringComparison.Ordinal)..];
        request = request[..request.IndexOf("\n}", StringComparison.Ordinal)];

        Assert.That(Property(property).Match(request) is { Success: true } match && match.Groups[1].Success, Is.EqualTo(isSecret), request);
        Assert.That(request, Does.Match($@" {property} \{{ get; init; \}}"));
    }

    [Test]
    public void Every_entry_is_about_a_parameter_of_the_catalog()
    {
        HashSet<string> parameters = new(
            Catalogs.BuiltIn.Commands.SelectMany(command => command.Params.SelectMany(parameter => (string[])[parameter.Name, $"{command.Name}.{parameter.Name}"])),
            StringComparer.OrdinalIgnoreCase);

        Assert.That(Catalogs.Overrides.SensitiveParameters.Where(entry => !parameters.Contains(entry)), Is.Empty);
    }

    private static Regex Property(string name) => new($@"(\[Sensitive\]\n    )?public (?:required )?string\?? {name} ");
}
