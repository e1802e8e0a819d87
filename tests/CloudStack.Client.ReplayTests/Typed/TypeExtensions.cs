namespace CloudStack.Client.ReplayTests.Typed;

internal static class TypeExtensions
{
    public static Type? GetGenericTypeDefinitionOrNull(this Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : null;
}
