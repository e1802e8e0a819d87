namespace CloudStack.Client.Tests.Layers.Planted.Upper;

/// <summary>What the types of the lower layer reference, in every possible way.</summary>
internal class High
{
    public static int Count { get; set; }

    public static void Act()
    {
    }
}

internal interface IHigh;

internal enum HighKind
{
    One,
}

internal sealed class HighException : Exception;

internal delegate void HighCallback();

[AttributeUsage(AttributeTargets.All)]
internal sealed class HighAttribute : Attribute;

/// <summary>May reference types below it, and beside it.</summary>
internal sealed class ReferencesDownwardOnly : Lower.Low
{
    public High Beside { get; } = new();
}
