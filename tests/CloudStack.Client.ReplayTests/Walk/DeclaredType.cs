using System.Text.Json;
using CloudStack.Client.ReplayTests.Catalog;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>The type that a property must have for a declaration in the catalog.</summary>
internal static class DeclaredType
{
    public static bool Fits(Type actual, FieldFacts field) => field.Element is { } element
        ? actual.IsGenericType && actual.GetGenericTypeDefinition() == typeof(JobList<>) && FitsItem(actual.GetGenericArguments()[0], element)
        : FitsItem(Nullable.GetUnderlyingType(actual) ?? actual, field.Type) && (!actual.IsValueType || Nullable.GetUnderlyingType(actual) is not null);

    private static bool FitsItem(Type actual, string type)
    {
        int at = type.IndexOf(':', StringComparison.Ordinal);
        (string kind, string rest) = at < 0 ? (type, "") : (type[..at], type[(at + 1)..]);
        return kind switch
        {
            "string" or "enum" => actual == typeof(string),
            "integer" => actual == typeof(int),
            "long" => actual == typeof(long),
            "double" => actual == typeof(double),
            "boolean" => actual == typeof(bool),
            "date" => actual == typeof(DateTimeOffset),
            "any" => actual == typeof(JsonElement),
            "object" => actual.Namespace == "CloudStack.Client.Models" && actual.Name == ApiFacts.Instance.Class(rest).Pascal,
            "list" => actual.IsGenericType && actual.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && FitsItem(actual.GetGenericArguments()[0], rest),
            "map" => actual.IsGenericType && actual.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
                && actual.GetGenericArguments()[0] == typeof(string)
                && FitsItem(actual.GetGenericArguments()[1], rest),
            _ => false,
        };
    }
}
