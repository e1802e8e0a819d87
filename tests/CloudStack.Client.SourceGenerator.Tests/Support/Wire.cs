using System.Text;
using CloudStack.Client.Generation;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>Reads and writes as the client does.</summary>
internal static class Wire
{
    public static T Read<T>(string json)
        where T : class, ICloudStackModel<T>
    {
        ModelReader reader = new(Encoding.UTF8.GetBytes(json));
        reader.Advance();
        T model = T.Read(ref reader);
        Assert.That(reader.Position, Is.EqualTo(Encoding.UTF8.GetByteCount(json)), "the reader must stop at the end of the object");
        return model;
    }

    /// <summary>The parameters as <c>name=value</c>, in the order they are written.</summary>
    public static string[] Write(CommandRequest request) => [.. request.CreateParameters(extra: null).Select(static item => item.Key + "=" + item.Value)];

    public static IReadOnlyList<string> Secrets(CommandRequest request) => request.CreateParameters(extra: null).Secrets;
}
