using System.Reflection;

namespace CloudStack.Client.Tests.PublicApi;

/// <summary>Everything of an assembly that other assemblies can compile against: a line for each type, and one for each member.</summary>
internal static class Surface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Reads an assembly of any framework without running it.</summary>
    public static string Of(string assembly)
    {
        using var context = new MetadataLoadContext(new PathAssemblyResolver(Neighbours(assembly)));
        IEnumerable<string> lines = context.LoadFromAssemblyPath(assembly).GetTypes()
            .Where(IsVisible)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Prepend(SignatureText.Of(type)));
        return string.Join('\n', lines) + "\n";
    }

    // The assembly itself comes first: of two files with one name, the first is taken.
    private static IEnumerable<string> Neighbours(string assembly)
        => new[] { assembly }
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "*.dll"))
            .Concat(Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll"))
            .DistinctBy(Path.GetFileName);

    private static IEnumerable<string> Members(Type type)
        => type.GetMembers(Declared)
            .Where(IsVisible)
            .Select(member => "  " + SignatureText.Of(member))
            .Order(StringComparer.Ordinal);

    private static bool IsVisible(Type type)
        => type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        Type => false, // has its own line
        MethodInfo { IsSpecialName: true } method => method.Name.StartsWith("op_", StringComparison.Ordinal) && IsVisibleMethod(method),
        MethodBase method => IsVisibleMethod(method),
        FieldInfo field => field is { IsSpecialName: false } && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisibleMethod),
        EventInfo @event => IsVisibleMethod(@event.AddMethod!),
        _ => false,
    };

    internal static bool IsVisibleMethod(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
