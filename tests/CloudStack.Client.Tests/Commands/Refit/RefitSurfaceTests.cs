using System.Reflection;

namespace CloudStack.Client.Tests.Commands;

/// <summary>What users see of Refit, and which of its behaviors the SDK relies on.</summary>
public sealed class RefitSurfaceTests
{
    /// <summary>Refit's types change between minor versions (reactiveui/refit#1756); only its attributes appear on methods.</summary>
    [Test]
    public void No_public_signature_has_a_type_of_Refit() => Assert.That(
        typeof(CloudStackClient).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(IsVisible)
            .Where(member => TypesOf(member).Any(type => type.Assembly == typeof(Refit.RestService).Assembly))
            .Select(member => $"{member.DeclaringType}.{member.Name}"),
        Is.Empty);

    /// <summary>
    /// The project removes this symbol, so that Refit's generator doesn't keep every implementation from being trimmed. Code that
    /// tests for the symbol would be compiled as if for an old framework.
    /// </summary>
    [Test]
    public void No_source_asks_for_the_symbol_that_the_project_takes_away() => Assert.That(
        Directory.EnumerateFiles(SourceFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains("NET5_0_OR_GREATER", StringComparison.Ordinal)),
        Is.Empty);

    [Test]
    public void Every_interface_of_the_client_is_registered_by_the_SDK()
    {
        using CloudStackClient client = new(new() { Endpoint = new Uri("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" });
        PropertyInfo[] groups = [.. typeof(ICloudStackClient).GetProperties().Where(property => property.PropertyType.Namespace == "CloudStack.Client.Apis")];

        Assert.That(groups, Has.Length.EqualTo(85));
        Assert.That(groups.Where(group => !group.PropertyType.IsInstanceOfType(group.GetValue(client))), Is.Empty);
    }

    private static string SourceFolder() => typeof(RefitSurfaceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ClientSources").Value!;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => property.GetAccessors().Length > 0,
        _ => true,
    };

    private static IEnumerable<Type> TypesOf(MemberInfo member) => (member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    }).SelectMany(Parts);

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
}
