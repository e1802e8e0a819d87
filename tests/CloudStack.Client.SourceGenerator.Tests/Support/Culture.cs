using System.Globalization;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>Another culture for the duration of a test.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public Culture(string name) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
