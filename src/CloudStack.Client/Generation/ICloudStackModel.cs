using System.ComponentModel;

namespace CloudStack.Client.Generation;

/// <summary>A type that can be read from a server response. Implemented by the source generator.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface ICloudStackModel<TSelf>
    where TSelf : class, ICloudStackModel<TSelf>
{
    /// <summary>Reads one object.</summary>
    /// <param name="reader">The reader of the response, positioned on the object's opening brace; left on its closing one.</param>
    /// <returns>The object; fields that were not sent are null.</returns>
    static abstract TSelf Read(ref ModelReader reader);
}
