namespace CloudStack.Client.Tests.Layers;

/// <summary>Types that may reference each other and those of the layers below.</summary>
internal sealed record Layer(int Height, string Name)
{
    public override string ToString() => $"{Height} {Name}";
}
