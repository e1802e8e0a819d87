using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace CloudStack.Client.Tests.Support;

/// <summary>Objects with a value in every property, and the differences between two such objects.</summary>
internal sealed class FilledObject
{
    private readonly Stack<Type> _around = [];
    private int _number;

    /// <summary>An object of the type with a value in every property, each different; an object of a type inside itself is left out.</summary>
    public static object Of(Type type) => new FilledObject().Value(type)!;

    /// <summary>The paths at which two objects differ.</summary>
    public static IEnumerable<string> Differences(object? one, object? other, string path)
    {
        if (one is null || other is null || one.GetType() != other.GetType())
        {
            return one is null && other is null ? [] : [$"{path}: {one ?? "null"} and {other ?? "null"}"];
        }

        return one switch
        {
            string or ValueType and not JsonElement => one.Equals(other) && Exact(one) == Exact(other) ? [] : [$"{path}: {one} and {other}"],
            JsonElement element => element.GetRawText() == ((JsonElement)other).GetRawText() ? [] : [$"{path}: {one} and {other}"],
            IDictionary map => Keys(map).SequenceEqual(Keys((IDictionary)other))
                ? Keys(map).SelectMany(key => Differences(map[key], ((IDictionary)other)[key], $"{path}[{key}]"))
                : [$"{path}: other keys"],
            IEnumerable list => Items(list).Length == Items((IEnumerable)other).Length
                ? Items(list).Zip(Items((IEnumerable)other)).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]"))
                : [$"{path}: another number of items"],
            _ => Properties(one.GetType()).SelectMany(property => Differences(property.GetValue(one), property.GetValue(other), $"{path}.{property.Name}")),
        };
    }

    /// <summary>The properties of an object that have no value, except those of its own type.</summary>
    public static IEnumerable<string> Unfilled(object filled) =>
        Properties(filled.GetType()).Where(property => !property.PropertyType.GenericTypeArguments.Append(property.PropertyType).Contains(filled.GetType())).Where(property => property.GetValue(filled) is null or "" or 0 or false or ICollection { Count: 0 }).Select(property => property.Name);

    private object? Value(Type type)
    {
        _number++;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Value(underlying);
        }

        if (type == typeof(JsonElement))
        {
            using JsonDocument document = JsonDocument.Parse($$$"""{"a":[1,null,"x","{{{_number}}}"],"b":{"c":true,"d":1.50}}""");
            return document.RootElement.Clone();
        }

        if (type == typeof(string))
        {
            return $"text {_number} é \" / \\ <&> 语";
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromMinutes(330)).AddSeconds(_number);
        }

        if (type == typeof(Guid))
        {
            return Guid.NewGuid();
        }

        if (type == typeof(long))
        {
            return long.MaxValue - _number;
        }

        if (type.IsPrimitive || type == typeof(decimal))
        {
            return Convert.ChangeType(_number + (type == typeof(float) || type == typeof(double) || type == typeof(decimal) ? 0.25 : 0), type, CultureInfo.InvariantCulture);
        }

        return type.IsGenericType ? Collection(type) : Object(type);
    }

    private object Collection(Type type)
    {
        Type[] arguments = type.GenericTypeArguments;
        if (arguments.Length == 2)
        {
            IDictionary map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            map["Key One"] = Value(arguments[1]);
            map["keyTwo"] = Value(arguments[1]);
            return map;
        }

        IList list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
        for (int i = 0; i < 2; i++)
        {
            if (Value(arguments[0]) is { } item)
            {
                list.Add(item);
            }
        }

        return type.IsInterface || type == list.GetType() ? list : Activator.CreateInstance(type, list)!;
    }

    private object? Object(Type type)
    {
        if (_around.Contains(type))
        {
            return null;
        }

        _around.Push(type);
        object filled = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in Properties(type))
        {
            if (property.CanWrite)
            {
                property.SetValue(filled, Value(property.PropertyType));
            }
            else
            {
                ((IDictionary<string, string>)property.GetValue(filled)!).Add("Other Parameter", "a value");
            }
        }

        _around.Pop();
        return filled;
    }

    private static PropertyInfo[] Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static object[] Keys(IDictionary map) => [.. map.Keys.Cast<object>()];

    private static object?[] Items(IEnumerable list) => [.. list.Cast<object?>()];

    private static string? Exact(object value) => value is DateTimeOffset time ? time.ToString("o", CultureInfo.InvariantCulture) : null;
}
