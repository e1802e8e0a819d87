using CloudStack.Client.Tests.Layers.Planted.Upper;

namespace CloudStack.Client.Tests.Layers.Planted.Lower;

internal class Low;

[AttributeUsage(AttributeTargets.All)]
internal sealed class TakesAnythingAttribute(object value) : Attribute
{
    public object Value { get; } = value;

    public Type[] Types { get; init; } = [];
}

internal sealed class ReferencesLowOnly
{
    public Low Beside { get; } = new();

    public List<Low> All { get; } = [];
}

internal sealed class ByBaseClass : High;

internal sealed class ByInterface : IHigh;

internal sealed class ByInterfaceArgument : IEquatable<High>
{
    public bool Equals(High? other) => false;

    public override bool Equals(object? obj) => false;

    public override int GetHashCode() => 0;
}

internal sealed class ByField
{
    // An assignment would reference the type a second time.
#pragma warning disable CS0649
    internal High? Kept;
#pragma warning restore CS0649
}

internal abstract class ByProperty
{
    public abstract High Value { get; }
}

internal abstract class ByEvent
{
    public abstract event HighCallback Raised;
}

internal abstract class ByParameter
{
    public abstract void Act(ref High value);
}

internal abstract class ByReturnType
{
    public abstract High[] Act();
}

internal abstract class ByTypeArgument
{
    public abstract List<Dictionary<string, High>> Act();
}

internal abstract class ByTypeConstraint<T>
    where T : High;

internal abstract class ByMethodConstraint
{
    public abstract void Act<T>()
        where T : IHigh;
}

[High]
internal sealed class ByAttribute;

internal static class ByAttributeOfParameter
{
    public static int Act([High] int value) => value;
}

internal static class ByAttributeOfReturnValue
{
    [return: High]
    public static int Act() => 0;
}

internal static class ByAttributeOfTypeParameter
{
    public static T Act<[High] T>(T value) => value;
}

[TakesAnything(typeof(High))]
internal sealed class ByTypeInAttribute;

[TakesAnything(0, Types = [typeof(string), typeof(List<High>)])]
internal sealed class ByTypesInAttribute;

[TakesAnything(HighKind.One)]
internal sealed class ByValueInAttribute;

internal static class ByCall
{
    public static void Act() => High.Act();
}

internal static class ByTypeOfCall
{
    public static object[] Act() => Array.Empty<High>();
}

internal static class ByCreation
{
    public static object Act() => new High();
}

internal static class ByTest
{
    public static bool Act(object value) => value is IHigh;
}

internal static class ByTypeOf
{
    public static string Act() => typeof(High).Name;
}

internal static class ByLocal
{
    public static bool Act(object value)
    {
        HighKind kind = default;
        return value.Equals(Read(ref kind));
    }

    private static int Read<T>(ref T value)
        where T : struct => value.GetHashCode();
}

internal static class ByCatch
{
    public static void Act(Action action)
    {
        try
        {
            action();
        }
        catch (HighException)
        {
        }
    }
}

internal static class ByLambda
{
    public static Func<int> Act() => static () => High.Count;
}

internal static class ByClosure
{
    public static Func<int> Act(int more) => () => High.Count + more;
}

internal static class ByLocalFunction
{
    public static int Act()
    {
        return Inner();

        static int Inner() => High.Count;
    }
}

internal static class ByAsyncMethod
{
    public static async Task Act()
    {
        await Task.Yield();
        High.Act();
    }
}

internal static class ByAsyncLambda
{
    public static Func<Task> Act() => static async () =>
    {
        await Task.Yield();
        High.Act();
    };
}

internal static class ByIterator
{
    public static IEnumerable<int> Act()
    {
        yield return High.Count;
    }
}

internal static class ByNestedType
{
    private static class Inner
    {
        public static void Act() => High.Act();
    }
}
